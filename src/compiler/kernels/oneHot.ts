import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedType } from "../tracedValue.js";

export const oneHot = kernel<"indices", { depth: number; onValue: number; offValue: number; dtype: TracedType }>(
  "OneHot",
  (trace, { indices }, { depth, onValue, offValue, dtype }) => {
    const values = dtype === "int32" ? Int32Array.of(offValue, onValue) : Float32Array.of(offValue, onValue);
    const stored = trace.full(constantValue(values, [2], dtype));
    const name = trace.node("OneHot", [trace.full(indices), trace.integers([depth]), stored], { axis: -1 });
    return trace.value([...indices.shape, depth], dtype, name);
  },
);
