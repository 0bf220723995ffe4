/**
 * Whether a quantity that was sampled over time grows: the test of a leak. The first third is warm-up. What is left is cut into bins, and of
 * each the smallest value is taken, which for memory is what garbage collection could not free. It grows when two things hold: Mann and
 * Kendall's test of a trend (z above 3, one in seven hundred by chance; a single jump gives at most 2.4) and a growth over the window, by Theil and Sen's slope (the median of
 * the slopes of all pairs, which single jumps do not move), above what is tolerated.
 * @param {{ atMs: number, value: number }[]} samples @param {number} tolerated
 * @returns {{ grows: boolean, growth: number, z: number, perMinute: number, last: number }}
 */
export function growth(samples, tolerated) {
  const points = lowest(samples.slice(Math.floor(samples.length / 3)), 12);
  if (points.length < 6) return { grows: false, growth: 0, z: 0, perMinute: 0, last: points.at(-1)?.value ?? 0 };
  const slopes = [];
  let score = 0;
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      slopes.push((points[j].value - points[i].value) / (points[j].atMs - points[i].atMs));
      score += Math.sign(points[j].value - points[i].value);
    }
  const n = points.length;
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const z = score === 0 ? 0 : (score - Math.sign(score)) / deviation;
  const slope = slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)];
  const grown = slope * (points.at(-1).atMs - points[0].atMs);
  return {
    grows: z > 3 && grown > tolerated,
    growth: grown,
    z,
    perMinute: slope * 60_000,
    last: points.at(-1).value,
  };
}

function lowest(samples, bins) {
  return Array.from({ length: bins }, (_, bin) => {
    const from = Math.floor((bin * samples.length) / bins);
    const to = Math.floor(((bin + 1) * samples.length) / bins);
    return samples
      .slice(from, to)
      .reduce((low, one) => (low === undefined || one.value < low.value ? one : low), undefined);
  }).filter((point) => point !== undefined);
}
