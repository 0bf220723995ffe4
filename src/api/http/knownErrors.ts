import type { NextFunction, Request, Response } from "express";
import { SemblanceError } from "../../errors/semblanceError.js";
import type { Doors } from "../doors.js";
import { headersOf, statusOf } from "../errors/statusOf.js";
import { operationOfRequest } from "./beginOperation.js";

/** Answers what was refused on purpose before GraphQL saw it, as GraphQL answers errors. */
export function knownErrors({ tell }: Doors) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = statusOf(error);
    if (!(error instanceof SemblanceError) || status === undefined) return next(error);
    response
      .status(status)
      .set(headersOf(error))
      .json({ errors: [tell(error, operationOfRequest(response))] });
  };
}
