import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";

const BEFORE_FIRST = -(2 ** 31);

export const reverse = kernel<"x", { dims: number | number[] }>("Reverse", (trace, { x }, { dims }) => {
  const axes = tf.util.parseAxisParam(dims, [...x.shape]);
  if (axes.length === 0) return x;
  const all = (value: number) => trace.integers(axes.map(() => value));
  const name = trace.node("Slice", [
    trace.full(x, x.order),
    all(-1),
    all(BEFORE_FIRST),
    trace.integers(axes.map((axis) => x.order.indexOf(axis))),
    all(-1),
  ]);
  return new TracedValue(x.shape, x.dtype, { name, order: x.order });
});
