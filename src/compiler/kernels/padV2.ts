import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";

export const padV2 = kernel<"x", { paddings: [number, number][]; constantValue: number }>(
  "PadV2",
  (trace, { x }, { paddings, constantValue }) => {
    const shape = x.shape.map((size, axis) => size + paddings[axis]![0] + paddings[axis]![1]);
    const amounts = [0, 1].flatMap((side) => x.order.map((axis) => paddings[axis]![side]!));
    const name = trace.node("Pad", [
      trace.full(x, x.order),
      trace.integers(amounts),
      trace.full(uniformValue(constantValue, [], x.dtype)),
    ]);
    return new TracedValue(shape, x.dtype, { name, order: x.order });
  },
);
