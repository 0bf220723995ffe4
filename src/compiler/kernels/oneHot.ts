import { ELEMENT_TYPES } from "../../graph/index.js";
import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import type { TracedType } from "../tracedValue.js";

/** onnxruntime's processor kernel knows int64 indices with float values; other types are cast to and from these. */
export const oneHot = kernel<"indices", { depth: number; onValue: number; offValue: number; dtype: TracedType }>(
  "OneHot",
  (trace, { indices }, { depth, onValue, offValue, dtype }) => {
    const values = trace.full(constantValue(Float32Array.of(offValue, onValue), [2], "float32"));
    const index = trace.node("Cast", [trace.full(indices)], { to: ELEMENT_TYPES.int64 });
    const hot = trace.node("OneHot", [index, trace.integers([depth]), values], { axis: -1 });
    const name = dtype === "float32" ? hot : trace.node("Cast", [hot], { to: ELEMENT_TYPES[dtype] });
    return trace.value([...indices.shape, depth], dtype, name);
  },
);
