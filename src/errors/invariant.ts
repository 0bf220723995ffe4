/** States what cannot be false unless this project has a bug; a user's mistake gets a typed error instead. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`${message} This is a bug in semblance.`);
}
