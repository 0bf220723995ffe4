/** Codes of errors that refuse work to protect the server or its owner, rather than because it cannot be meant. */
const REFUSALS: ReadonlySet<string> = new Set([
  "OVERLOADED",
  "DEADLINE_EXCEEDED",
  "MODEL_NOT_READY",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "QUOTA_EXCEEDED",
  "IDENTITY_UNAVAILABLE",
  "BODY_TOO_LARGE",
  "IMAGE_TOO_LARGE",
]);

/** Whether a code refuses: those above, and all that say that there is too much of something. */
export function isRefusal(code: string): boolean {
  return REFUSALS.has(code) || code.startsWith("TOO_");
}
