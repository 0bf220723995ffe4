import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { type Kernel, kernel } from "../kernel.js";
import { reduce } from "./reduce.js";

/** All and Any: the minimum and maximum over 0 and 1. */
export const ALL_ANY: readonly Kernel[] = Object.entries({ All: "ReduceMin", Any: "ReduceMax" }).map(([name, op]) =>
  kernel<"x", { axis: number | number[]; keepDims: boolean }>(name, (trace, { x }, { axis, keepDims }) => {
    const numbers = trace.elementwise("Cast", [x], "int32", { to: ELEMENT_TYPES.int32 });
    const reduced = reduce(trace, op, numbers, tf.util.parseAxisParam(axis, [...x.shape]), keepDims);
    return trace.elementwise("Cast", [reduced], "bool", { to: ELEMENT_TYPES.bool });
  }),
);
