import { ELEMENT_TYPES } from "../../graph/index.js";
import { kernel } from "../kernel.js";

export const floorDiv = kernel<"a" | "b", object>("FloorDiv", (trace, { a, b }) =>
  trace.elementwise(
    ([x, y]) => {
      // Integer division in ONNX rounds towards zero, TensorFlow.js's towards minus infinity.
      const to = (name: string, type: number) => trace.node("Cast", [name], { to: type });
      if (a.dtype !== "int32") return trace.node("Floor", [trace.node("Div", [x!, y!])]);
      const quotient = trace.node("Div", [to(x!, ELEMENT_TYPES.float32), to(y!, ELEMENT_TYPES.float32)]);
      return to(trace.node("Floor", [quotient]), ELEMENT_TYPES.int32);
    },
    [a, b],
    a.dtype,
  ),
);
