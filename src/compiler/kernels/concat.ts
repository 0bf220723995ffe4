import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

export const concat = kernel<string, { axis: number }>("Concat", (trace, inputs, { axis }) => {
  const values = Object.values(inputs);
  const [first] = tf.util.parseAxisParam(axis, values[0]!.shape as number[]);
  tf.backend_util.assertParamsConsistent(
    values.map((value) => [...value.shape]),
    first!,
  );
  return concatenate(trace, values, first!);
});

/** Joins values along an axis, in the axis order of the first that was computed. */
export function concatenate(trace: Tracer, values: readonly TracedValue[], axis: number): TracedValue {
  const filled = values.filter((value) => value.shape[axis] !== 0);
  const only = filled.length === 1 ? filled[0] : undefined;
  if (only) return only;
  if (filled.length === 0) return values[0]!;
  const leader = filled.find((value) => !value.data) ?? values[0]!;
  const shape = [...leader.shape];
  shape[axis] = values.reduce((sum, value) => sum + value.shape[axis]!, 0);
  const names = filled.map((value) => trace.full(value, leader.order));
  const name = trace.node("Concat", names, { axis: leader.order.indexOf(axis) });
  return new TracedValue(shape, leader.dtype, { name, order: leader.order });
}
