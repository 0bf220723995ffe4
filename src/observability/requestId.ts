import { randomUUID } from "node:crypto";

// Long enough for everybody's ids, short and plain enough to stand in a log line and a header as it is.
const SANE = /^[A-Za-z0-9._:/+=-]{1,128}$/;

/** The id that a proxy gave a request, when it is sane; else a new one. */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  return typeof header === "string" && SANE.test(header) ? header : randomUUID();
}
