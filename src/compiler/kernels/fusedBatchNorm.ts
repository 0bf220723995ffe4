import { float } from "../../graph/index.js";
import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";

/**
 * (x - mean) / sqrt(variance + epsilon) * scale + offset. With stored statistics it is ONNX's own operator, which onnxruntime folds into the
 * convolution before it; with statistics of the batch it is one multiplication and one addition of the whole tensor.
 */
export const fusedBatchNorm = kernel<"x" | "mean" | "variance" | "offset" | "scale", { varianceEpsilon: number }>(
  "FusedBatchNorm",
  (trace, { x, mean, variance, offset, scale }, { varianceEpsilon }) => {
    const channel = [x.shape.at(-1)!];
    const gain = scale ?? uniformValue(1, channel, "float32");
    const shift = offset ?? uniformValue(0, channel, "float32");
    const operands = [gain, shift, mean, variance];
    if (x.shape.length === 4 && operands.every((value) => value.data && value.shape.length === 1)) {
      const inputs = [trace.full(x, CHANNELS_FIRST), ...operands.map((value) => trace.full(value))];
      const name = trace.node("BatchNormalization", inputs, { epsilon: float(varianceEpsilon) });
      return trace.value(x.shape, "float32", name, CHANNELS_FIRST);
    }
    const both = (op: string, a: typeof x, b: typeof x) => trace.elementwise(op, [a, b], "float32");
    const deviation = trace.elementwise(
      "Sqrt",
      [both("Add", variance, uniformValue(varianceEpsilon, [], "float32"))],
      "float32",
    );
    const factor = both("Div", gain, deviation);
    return both("Add", both("Mul", x, factor), both("Sub", shift, both("Mul", mean, factor)));
  },
);
