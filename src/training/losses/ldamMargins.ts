/**
 * Margins of LDAM (Cao et al. 2019): proportional to n_c^-1/4, the rarest class having `largest`. A class without images counts as one
 * image.
 */
export function ldamMargins(counts: readonly number[], largest = 0.5): Float32Array {
  const raw = counts.map((count) => Math.max(count, 1) ** -0.25);
  const top = Math.max(...raw);
  return Float32Array.from(raw, (margin) => (largest * margin) / top);
}
