import type { HostTensor, TensorSpec } from "../tensor/hostTensor.js";
import { Random } from "../tensor/random.js";
import { sizeOf } from "../tensor/shape.js";
import type { InputRange } from "./network.js";

/** Seed of the inputs that conversions are tried with; the same every time, so that a refusal can be repeated. */
const SEED = 1;

/**
 * An input to try a model with: standard normal numbers, or uniform ones from `range`. Integers without a range are 0 or 1, which are
 * indices into any table.
 */
export function randomInput(
  { name, dtype, shape }: TensorSpec,
  batch: number,
  range: InputRange | undefined,
): HostTensor {
  const sizes = shape.map((size) => (size === -1 ? batch : size));
  const random = new Random(SEED, "conversion", name, batch);
  const count = sizeOf(sizes);
  if (dtype === "float32" && !range) return { dtype, shape: sizes, data: random.normals(count) };
  const { low, high, whole } = range ?? { low: 0, high: 2, whole: true };
  const values = Array.from({ length: count }, () => {
    const value = random.uniform(low, high);
    return whole || dtype !== "float32" ? Math.floor(value) : value;
  });
  const data =
    dtype === "float32"
      ? Float32Array.from(values)
      : dtype === "int32"
        ? Int32Array.from(values)
        : Uint8Array.from(values);
  return { dtype, shape: sizes, data };
}
