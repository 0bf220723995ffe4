/** start + Σ amount · direction, all of one length. */
export function moved(
  start: Float32Array,
  steps: readonly { readonly direction: Float32Array; readonly amount: number }[],
): Float32Array {
  return start.map((value, i) =>
    steps.reduce((sum, { direction, amount }) => sum + amount * (direction[i] ?? 0), value),
  );
}

/** The point at t, 0 to 1, of the straight line from a to b. */
export function between(a: Float32Array, b: Float32Array, t: number): Float32Array {
  return a.map((value, i) => (1 - t) * value + t * (b[i] ?? 0));
}
