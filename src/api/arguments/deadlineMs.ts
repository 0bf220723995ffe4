/** What `deadlineMs` means, on every field that has it. */
export const DEADLINE_MS =
  "Milliseconds after which the answer is of no use: the field then fails with DEADLINE_EXCEEDED, and what is still queued is not computed.";
