import { invariant } from "../../errors/invariant.js";

/**
 * Average precision Σ_k (R_k - R_{k-1}) P_k over the distinct scores in descending order, without interpolation. Equal scores share
 * one threshold, so that the order of ties cannot matter. Null without a positive.
 */
export function averagePrecision(scores: ArrayLike<number>, positive: ArrayLike<number | boolean>): number | null {
  invariant(scores.length === positive.length, `${scores.length} scores but ${positive.length} labels.`);
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const positives = order.reduce((sum, i) => sum + (positive[i] ? 1 : 0), 0);
  if (positives === 0) return null;
  let found = 0;
  let recall = 0;
  let area = 0;
  order.forEach((index, rank) => {
    if (positive[index]) found++;
    const next = order[rank + 1];
    if (next !== undefined && scores[next] === scores[index]) return;
    const precision = found / (rank + 1);
    area += (found / positives - recall) * precision;
    recall = found / positives;
  });
  return area;
}
