import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { type Kernel, kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc, castTo } from "./formula.js";

/** Index of the first largest (smallest) element along an axis. */
export const ARG_MIN_MAX: readonly Kernel[] = ["ArgMax", "ArgMin"].map((name) =>
  kernel<"x", { axis: number }>(name, (trace, { x }, { axis }) => {
    const along = tf.util.parseAxisParam(axis, [...x.shape])[0]!;
    const index = trace.node(name, [trace.full(comparable(trace, x, name))], { axis: along, keepdims: 0 });
    const shape = x.shape.filter((_, i) => i !== along);
    return trace.value(shape, "int32", trace.node("Cast", [index], { to: ELEMENT_TYPES.int32 }));
  }),
);

/** NaN is never the largest or smallest; onnxruntime knows no order for bool. */
function comparable(trace: Tracer, x: TracedValue, name: string): TracedValue {
  if (x.dtype !== "float32") return castTo(trace, x, "int32");
  const worst = name === "ArgMax" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return calc(trace, "Where", calc(trace, "IsNaN", x), worst, x);
}
