import type { Samples } from "../tensor/linalg/centredScatter.js";
import { centredScatter } from "../tensor/linalg/centredScatter.js";
import { choleskyWithJitter } from "../tensor/linalg/choleskyWithJitter.js";
import { EmptyClassError } from "./emptyClassError.js";
import { pooledCovariance } from "./pooledCovariance.js";
import { ledoitWolf } from "./shrinkage/ledoitWolf.js";
import { oracleApproximating } from "./shrinkage/oracleApproximating.js";
import type { ShrunkCovariance } from "./shrinkage/shrunkCovariance.js";
import { towardsDiagonal } from "./shrinkage/towardsDiagonal.js";
import { towardsPooled } from "./shrinkage/towardsPooled.js";
import { unshrunk } from "./shrinkage/unshrunk.js";

/** What a class's covariance is shrunk towards; docs/method.md, section 5.3. */
export type CovarianceTarget = "none" | "identity-lw" | "identity-oas" | "pooled" | "diagonal";

export interface LatentStatistics {
  /** [d] */
  readonly mean: Float32Array;
  /** [d, d] the regularised covariance. */
  readonly covariance: Float64Array;
  /** [d, d] lower-triangular L, L Lᵀ = covariance + jitter I. */
  readonly factor: Float32Array;
  /** [count, d] what mean and covariance were estimated on. */
  readonly encodings: Float32Array;
  readonly count: number;
  /** [n, d] what a draw may start from: all encodings, or fewer of them; see {@link limitSources}. */
  readonly sources: Float32Array;
  /** Weight of the target, 0 to 1. */
  readonly shrinkage: number;
  /** What had to be added to the diagonal to factor the covariance; 0 when nothing had. */
  readonly jitter: number;
}

/**
 * Mean, regularised covariance and its Cholesky factor of every class.
 *
 * @param encodings by label: encoder means of the class's training images, row-major [n, d]. Means, not samples of z: sampling
 *   would add unit variance on every dimension that the encoder does not use.
 * @throws EmptyClassError for a class without encodings.
 */
export function estimateStatistics(
  encodings: ReadonlyMap<string, Float32Array>,
  d: number,
  { target = "pooled", weighting = "samples" }: { target?: CovarianceTarget; weighting?: "samples" | "classes" } = {},
): Map<string, LatentStatistics> {
  const classes = new Map<string, Samples>();
  for (const [label, data] of encodings) {
    if (data.length === 0) throw new EmptyClassError(label);
    classes.set(label, { data, count: data.length / d, size: d });
  }
  const pooled = target === "pooled" ? pooledCovariance(classes.values(), d, weighting) : undefined;
  const estimators: Record<CovarianceTarget, (samples: Samples) => ShrunkCovariance> = {
    none: unshrunk,
    "identity-lw": ledoitWolf,
    "identity-oas": oracleApproximating,
    pooled: (samples) => towardsPooled(samples, pooled!),
    diagonal: towardsDiagonal,
  };
  const statistics = new Map<string, LatentStatistics>();
  for (const [label, samples] of classes) {
    const { covariance, shrinkage } = estimators[target](samples);
    const { factor, jitter } = choleskyWithJitter(covariance, d);
    statistics.set(label, {
      mean: Float32Array.from(centredScatter(samples).mean),
      covariance,
      factor: Float32Array.from(factor),
      encodings: encodings.get(label)!,
      count: samples.count,
      sources: encodings.get(label)!,
      shrinkage,
      jitter,
    });
  }
  return statistics;
}
