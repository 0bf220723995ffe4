/** A moment after which an answer is of no use. */
export interface Deadline {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** How long the caller was willing to wait in all, for messages. */
  readonly ofMs: number;
}

/** A deadline that begins now. */
export function within(ofMs: number): Deadline {
  return { at: performance.now() + ofMs, ofMs };
}

/** The caller's deadline, or the one that begins now, whichever comes first. */
export function soonest(deadline: Deadline | undefined, ofMs: number): Deadline {
  const own = within(ofMs);
  return deadline !== undefined && deadline.at < own.at ? deadline : own;
}
