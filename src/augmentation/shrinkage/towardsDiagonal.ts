import type { Samples } from "../../tensor/linalg/centredScatter.js";
import { covariance } from "../../tensor/linalg/covariance.js";
import { blend, type ShrunkCovariance } from "./shrunkCovariance.js";

/** Shrinks the 1/(n - 1) covariance of a class towards its own diagonal, with weight d / (d + n). */
export function towardsDiagonal(samples: Samples): ShrunkCovariance {
  const { count, size } = samples;
  const { covariance: s } = covariance(samples);
  const diagonal = s.map((value, index) => (index % (size + 1) === 0 ? value : 0));
  return blend(s, diagonal, size / (size + count));
}
