import type { NextFunction, Request, Response } from "express";
import type { Doors } from "../doors.js";
import { withRequestId } from "../maskError.js";
import { operationOfRequest } from "./beginOperation.js";

const MESSAGES: Readonly<Record<string, { status: number; code: string; message: string }>> = {
  "entity.parse.failed": { status: 400, code: "BAD_JSON", message: "Expected the body to be JSON." },
  "entity.too.large": { status: 413, code: "BODY_TOO_LARGE", message: "The body is larger than this server reads." },
};

/** Answers what failed before GraphQL saw it, as GraphQL answers errors; without this Express sends HTML and a stack. */
export function bodyErrors({ tell }: Doors) {
  // Express knows an error handler by its four parameters.
  return (
    error: Error & { type?: string; status?: number },
    _request: Request,
    response: Response,
    _: NextFunction,
  ) => {
    const known = MESSAGES[error.type ?? ""];
    if (known) {
      const { status, code, message } = known;
      response
        .status(status)
        .json({ errors: [withRequestId({ message, extensions: { code } }, operationOfRequest(response))] });
    } else if (error.status && error.status >= 400 && error.status < 500) {
      const message = "The request cannot be read.";
      const answer = { message, extensions: { code: "BAD_REQUEST" } };
      response.status(error.status).json({ errors: [withRequestId(answer, operationOfRequest(response))] });
    } else {
      response.status(500).json({ errors: [tell(error, operationOfRequest(response))] });
    }
  };
}
