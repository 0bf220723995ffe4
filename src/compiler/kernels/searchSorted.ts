import { ELEMENT_TYPES } from "../../graph/index.js";
import { kernel } from "../kernel.js";
import { calc, castTo } from "./formula.js";

/** Where each value would be put into its sorted row: the number of elements below it (or not above it). */
export const searchSorted = kernel<"sortedSequence" | "values", { side: "left" | "right" }>(
  "SearchSorted",
  (trace, { sortedSequence, values }, { side }) => {
    const [rows, length] = sortedSequence.shape as [number, number];
    const count = values.shape[1]!;
    const common = sortedSequence.dtype === values.dtype ? values.dtype : "float32";
    const sorted = trace.reshape(castTo(trace, sortedSequence, common), [rows, 1, length]);
    const sought = trace.reshape(castTo(trace, values, common), [rows, count, 1]);
    const isBefore = calc(trace, side === "left" ? "Less" : "LessOrEqual", sorted, sought);
    const ones = trace.node("Cast", [trace.full(isBefore)], { to: ELEMENT_TYPES.int32 });
    const name = trace.node("ReduceSum", [ones, trace.integers([2])], { keepdims: 0 });
    return trace.value([rows, count], "int32", name);
  },
);
