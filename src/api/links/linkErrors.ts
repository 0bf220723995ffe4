import type { NextFunction, Request, Response } from "express";
import { SemblanceError } from "../../errors/semblanceError.js";
import type { Doors } from "../doors.js";
import { headersOf, statusOf } from "../errors/statusOf.js";

/** What GraphQL answers with 200 and an error, a link answers with a status. */
const STATUS: Readonly<Record<string, number>> = {
  OVERLOADED: 503,
  MODEL_NOT_READY: 503,
  RUNNER_CRASHED: 503,
  JOBS_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** Answers what a link cannot give, in JSON, as GraphQL answers errors. */
export function linkErrors({ tell }: Pick<Doors, "tell">) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = statusOf(error) ?? (error instanceof SemblanceError ? STATUS[error.code] : undefined);
    if (response.headersSent || status === undefined) return next(error);
    // What stood there was for the file that does not come.
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    response
      .status(status)
      .set({ ...headersOf(error), "Cache-Control": "no-store" })
      .json({ errors: [tell(error)] });
  };
}
