import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { SemblanceError } from "../../errors/semblanceError.js";
import { headersOf, statusOf } from "../errors/statusOf.js";
import { maskError } from "../maskError.js";

/** Answers what was refused on purpose before GraphQL saw it, as GraphQL answers errors. */
export function knownErrors(log: Logger) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = statusOf(error);
    if (!(error instanceof SemblanceError) || status === undefined) return next(error);
    response
      .status(status)
      .set(headersOf(error))
      .json({ errors: [maskError(error, log)] });
  };
}
