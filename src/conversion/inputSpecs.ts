import type { TensorSpec } from "../tensor/hostTensor.js";
import { InputOptionError } from "./inputOptionError.js";

/**
 * The inputs of the converted model. A first dimension that the model leaves open is the batch: open too, or of size `batch`. Any other open
 * dimension must be given in `shapes`.
 * @throws InputOptionError
 */
export function inputSpecs(
  declared: readonly TensorSpec[],
  shapes: ReadonlyMap<string, readonly number[]>,
  batch: number | undefined,
): TensorSpec[] {
  requireNames(declared, [...shapes.keys()], "--shape");
  return declared.map((spec) => {
    const given = shapes.get(spec.name);
    const shape = (given ?? spec.shape).map((size, axis) => (size === -1 && axis === 0 ? (batch ?? -1) : size));
    const fits =
      shape.length === spec.shape.length &&
      shape.every((size, axis) => spec.shape[axis] === -1 || size === spec.shape[axis]);
    if (given && !fits)
      throw new InputOptionError(
        `a shape for input "${spec.name}" that fits [${spec.shape}] (-1 is open)`,
        `[${given}]`,
        "Give as many sizes as the model declares, and its own where it has one.",
      );
    if (shape.slice(1).includes(-1) || shape.some((size) => size < -1 || size === 0 || !Number.isInteger(size)))
      throw new InputOptionError(
        `a size for every dimension of input "${spec.name}" but the first`,
        `[${shape}]`,
        `Give it, as in --shape ${spec.name}=${shape.map((size, axis) => (size > 0 || axis === 0 ? size : 224))}.`,
      );
    return { ...spec, shape };
  });
}

/** Requires that names given on the command line are those of inputs. */
export function requireNames(declared: readonly TensorSpec[], names: readonly string[], option: string): void {
  const unknown = names.find((name) => !declared.some((spec) => spec.name === name));
  if (unknown === undefined) return;
  const known = declared.map(({ name }) => name).join(", ");
  throw new InputOptionError(`${option} to name an input of the model`, `"${unknown}"`, `Its inputs are ${known}.`);
}
