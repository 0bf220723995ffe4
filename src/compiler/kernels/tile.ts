import { identityOrder } from "../../tensor/permute.js";
import { kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";

export const tile = kernel<"x", { reps: number[] }>("Tile", (trace, { x }, { reps }) => {
  const shape = x.shape.map((size, axis) => size * reps[axis]!);
  if (x.compact.every((size, axis) => size === 1 || reps[axis] === 1)) return trace.widen(x, shape);
  const name = trace.node("Tile", [trace.full(x), trace.integers(reps)]);
  return new TracedValue(shape, x.dtype, { name, order: identityOrder(shape.length) });
});
