import type { Response } from "express";

/** Aborts when the connection closes before the answer was sent. */
export function clientGone(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
