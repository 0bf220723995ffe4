import type { Samples } from "../../tensor/linalg/centredScatter.js";
import { covariance } from "../../tensor/linalg/covariance.js";
import type { ShrunkCovariance } from "./shrunkCovariance.js";

/** The sample covariance with 1/(n - 1), as the paper has it. Singular when the class has no more images than dimensions. */
export function unshrunk(samples: Samples): ShrunkCovariance {
  return { covariance: covariance(samples).covariance, shrinkage: 0 };
}
