/** Who waits for an answer: somebody who asked for it now, or a stream or job that nobody sits before. */
export const PRIORITIES = ["interactive", "bulk"] as const;
export type Priority = (typeof PRIORITIES)[number];
