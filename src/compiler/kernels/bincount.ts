import { ELEMENT_TYPES } from "../../graph/index.js";
import { sizeOf } from "../../tensor/shape.js";
import { constantValue, uniformValue } from "../constantValue.js";
import { type Kernel, kernel } from "../kernel.js";
import { calc } from "./formula.js";
import { cut } from "./slice.js";

interface Attributes {
  size: number;
  binaryOutput?: boolean;
}

/**
 * Counts (or adds up the weights of) the values 0 ... size - 1 in each row. Values from `size` up go to one place more, which is cut off.
 * A negative value, which TensorFlow.js refuses, goes there too: a graph cannot refuse.
 */
export const BINCOUNT: readonly Kernel[] = ["Bincount", "DenseBincount"].map((name) =>
  kernel<"x" | "weights", Attributes>(name, (trace, { x, weights }, { size, binaryOutput = false }) => {
    const [rows, columns] = x.shape.length === 2 ? (x.shape as [number, number]) : [1, sizeOf(x.shape)];
    const isCounted = calc(trace, "And", calc(trace, "GreaterOrEqual", x, 0), calc(trace, "Less", x, size));
    const value = trace.reshape(calc(trace, "Where", isCounted, x, size), [rows, columns]);
    const starts = Int32Array.from({ length: rows }, (_, row) => row * (size + 1));
    const place = calc(trace, "Add", value, constantValue(starts, [rows, 1], "int32"));
    const isWeighted = sizeOf(weights.shape) > 0 && !binaryOutput;
    const all = isWeighted ? trace.reshape(weights, [rows, columns]) : uniformValue(1, [rows, columns], weights.dtype);
    const zeros = uniformValue(0, [rows * (size + 1)], weights.dtype);
    const index = trace.node("Cast", [trace.full(trace.reshape(place, [rows * columns]))], { to: ELEMENT_TYPES.int64 });
    const inputs = [trace.full(zeros), index, trace.full(trace.reshape(all, [rows * columns]))];
    const counts = trace.node("ScatterElements", inputs, { reduction: binaryOutput ? "none" : "add" });
    const flat = trace.value([rows * (size + 1)], weights.dtype, counts);
    const table = cut(trace, trace.reshape(flat, [rows, size + 1]), [0, 0], [rows, size]);
    return x.shape.length === 2 ? table : trace.reshape(table, [size]);
  }),
);
