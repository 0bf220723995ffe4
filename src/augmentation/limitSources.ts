import type { LatentStatistics } from "./estimateStatistics.js";

/**
 * The same statistics with fewer encodings to start a draw from. Means and covariances stay what all encodings gave.
 *
 * @param rows by label: numbers of the sources to keep, in the order in which they are kept; a label that is absent keeps all.
 */
export function limitSources(
  statistics: ReadonlyMap<string, LatentStatistics>,
  rows: ReadonlyMap<string, readonly number[]>,
): Map<string, LatentStatistics> {
  return new Map(
    [...statistics].map(([label, ofClass]) => {
      const kept = rows.get(label);
      if (!kept) return [label, ofClass];
      const d = ofClass.mean.length;
      const sources = new Float32Array(kept.length * d);
      kept.forEach((row, i) => {
        sources.set(ofClass.sources.subarray(row * d, (row + 1) * d), i * d);
      });
      return [label, { ...ofClass, sources }];
    }),
  );
}
