import { symmetricEigen } from "../tensor/linalg/symmetricEigen.js";

export interface CovarianceDiagnostics {
  /** exp of the entropy of the normalised eigenvalues (Roy and Vetterli, 2007): d when isotropic, 1 for a single direction. */
  readonly effectiveRank: number;
  /** Share of the largest eigenvalue in the trace, 1/d when isotropic. */
  readonly topEigenvalueShare: number;
  readonly trace: number;
}

/**
 * How far a class covariance [d, d] is from the two ways in which the method fails: isotropic (too strong a KL term made "class
 * covariance" plain noise) and degenerate.
 */
export function covarianceDiagnostics(covariance: ArrayLike<number>, d: number): CovarianceDiagnostics {
  const values = symmetricEigen(covariance, d).values.map((value) => Math.max(value, 0));
  const trace = values.reduce((sum, value) => sum + value, 0);
  if (trace === 0) return { effectiveRank: 0, topEigenvalueShare: 0, trace };
  const entropy = values.reduce((sum, value) => (value > 0 ? sum - (value / trace) * Math.log(value / trace) : sum), 0);
  return { effectiveRank: Math.exp(entropy), topEigenvalueShare: values[0]! / trace, trace };
}
