import type { Random } from "../tensor/random.js";
import { sizeOf } from "../tensor/shape.js";
import { orthonormalRows } from "./orthonormalRows.js";

/** Initial values of a variable of the given shape, drawn from a generator that belongs to its name. */
export type Initialiser = (shape: readonly number[], random: Random) => Float32Array;

/** Every element the same. */
export const constant =
  (value: number): Initialiser =>
  (shape) =>
    new Float32Array(sizeOf(shape)).fill(value);

export const zeros = constant(0);
export const ones = constant(1);

/** Independent N(0, deviation²). */
export const normal =
  (deviation: number): Initialiser =>
  (shape, random) =>
    random.normals(sizeOf(shape)).map((value) => value * deviation);

/** N(0, 2 / fan_out), fan_out = out channels × kernel area: He et al. 2015, as the published ResNets use it. Kernels are HWIO. */
export const kaimingNormal: Initialiser = (shape, random) => {
  const fanOut = sizeOf(shape) / shape[shape.length - 2]!;
  return normal(Math.sqrt(2 / fanOut))(shape, random);
};

/** PyTorch's default for a linear layer: uniform in ±1/√fan_in. */
export const uniformFanIn: Initialiser = (shape, random) => {
  const bound = 1 / Math.sqrt(shape[0]!);
  return Float32Array.from({ length: sizeOf(shape) }, () => random.uniform(-bound, bound));
};

/**
 * Orthogonal (Saxe et al. 2014), BigGAN's choice: the kernel seen as a matrix [rest, out] has orthonormal columns, or orthonormal
 * rows when there are more outputs than inputs. Times `gain`.
 */
export const orthogonal =
  (gain = 1): Initialiser =>
  (shape, random) => {
    const columns = shape[shape.length - 1]!;
    const rows = sizeOf(shape) / columns;
    const wide = orthonormalRows(Math.min(rows, columns), Math.max(rows, columns), random);
    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        values[row * columns + column] = gain * (rows > columns ? wide[column]![row]! : wide[row]![column]!);
      }
    }
    return values;
  };
