import type { Samples } from "./centredScatter.js";
import { covariance } from "./covariance.js";
import { symmetricEigen } from "./symmetricEigen.js";

/** The directions of largest variance of a set of samples. */
export interface PrincipalComponents {
  /** [size] */
  readonly mean: Float64Array;
  /** [rank, size] orthonormal rows, largest variance first. */
  readonly components: Float64Array;
  /** Coordinates [count, rank] of other samples of the same size. */
  project(samples: Samples): Samples;
}

/** Principal component analysis, for features with more dimensions than a covariance of them could be estimated in. */
export function principalComponents(samples: Samples, rank: number): PrincipalComponents {
  const { size } = samples;
  const { mean, covariance: matrix } = covariance(samples);
  const components = symmetricEigen(matrix, size).vectors.slice(0, rank * size);
  const project = ({ data, count }: Samples): Samples => {
    const coordinates = new Float64Array(count * rank);
    for (let row = 0; row < count; row++) {
      for (let k = 0; k < rank; k++) {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += (data[row * size + i]! - mean[i]!) * components[k * size + i]!;
        coordinates[row * rank + k] = sum;
      }
    }
    return { data: coordinates, count, size: rank };
  };
  return { mean, components, project };
}
