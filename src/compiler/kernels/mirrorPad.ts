import { kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";
import { UnsupportedKernelError } from "../unsupportedKernelError.js";

export const mirrorPad = kernel<"x", { paddings: [number, number][]; mode: "reflect" | "symmetric" }>(
  "MirrorPad",
  (trace, { x }, { paddings, mode }) => {
    if (mode !== "reflect")
      throw new UnsupportedKernelError("MirrorPad", `mode "${mode}" has no ONNX operator; "reflect" has`);
    const shape = x.shape.map((size, axis) => size + paddings[axis]![0] + paddings[axis]![1]);
    const amounts = [0, 1].flatMap((side) => paddings.map((pair) => pair[side]!));
    const name = trace.node("Pad", [trace.full(x), trace.integers(amounts)], { mode: "reflect" });
    return new TracedValue(shape, x.dtype, { name });
  },
);
