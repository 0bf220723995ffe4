import { constantValue, uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedType } from "../tracedValue.js";
import { calc } from "./formula.js";

/** Compares every index with 0 ... depth - 1; ONNX's own operator counts negative indices from the end, TensorFlow.js ignores them. */
export const oneHot = kernel<"indices", { depth: number; onValue: number; offValue: number; dtype: TracedType }>(
  "OneHot",
  (trace, { indices }, { depth, onValue, offValue, dtype }) => {
    const classes = constantValue(
      Int32Array.from({ length: depth }, (_, i) => i),
      [depth],
      "int32",
    );
    const isHot = calc(trace, "Equal", trace.reshape(indices, [...indices.shape, 1]), classes);
    const hot = calc(trace, "Where", isHot, uniformValue(onValue, [], dtype), offValue);
    return trace.widen(hot, [...indices.shape, depth]);
  },
);
