/** The HTTP status that an error asks for; undefined when it leaves that to GraphQL. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined;
}

/** HTTP headers that belong to an error: how to become somebody, and when to try again. */
export function headersOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return {};
  if (statusOf(error) === 401) return { "WWW-Authenticate": 'Bearer realm="semblance"' };
  const wait = "retryAfterMs" in error ? error.retryAfterMs : undefined;
  return typeof wait === "number" ? { "Retry-After": String(Math.ceil(wait / 1000)) } : {};
}
