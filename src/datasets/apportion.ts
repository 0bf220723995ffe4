/**
 * `total` shared out in proportion to `weights` by largest remainder (Hamilton's method), ties to the earlier entry; with
 * `minimum` 1 every class keeps at least one image however small the set is.
 */
export function apportion(weights: readonly number[], total: number, minimum = 0): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  const shares = exact.map(Math.floor);
  let left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((value, i) => ({ i, rest: value - Math.floor(value) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder) {
    if (left-- <= 0) break;
    shares[i] = shares[i]! + 1;
  }
  return shares.map((share) => Math.max(minimum, share));
}
