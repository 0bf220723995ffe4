import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

export const slice = kernel<"x", { begin: number | number[]; size: number | number[] }>(
  "Slice",
  (trace, { x }, { begin, size }) => {
    const [first, extent] = tf.slice_util.parseSliceParams({ shape: [...x.shape] } as tf.Tensor, begin, size);
    tf.slice_util.assertParamsValid({ shape: x.shape, rank: x.shape.length } as tf.Tensor, first!, extent!);
    return cut(trace, x, first!, extent!);
  },
);

/** The block of `size` elements from `begin` along each axis. Axes that are kept whole do not appear in the operator. */
export function cut(trace: Tracer, x: TracedValue, begin: readonly number[], size: readonly number[]): TracedValue {
  const axes = x.shape.map((_, axis) => axis).filter((axis) => size[axis] !== x.shape[axis]);
  const stored = axes.filter((axis) => x.compact[axis] !== 1 || size[axis] === 0);
  const compact = x.compact.map((extent, axis) => (stored.includes(axis) ? size[axis]! : extent));
  if (stored.length === 0) return trace.withShape(x, size, compact);
  const name = trace.node("Slice", [
    trace.inOrder(x, x.order),
    trace.integers(stored.map((axis) => begin[axis]!)),
    trace.integers(stored.map((axis) => begin[axis]! + size[axis]!)),
    trace.integers(stored.map((axis) => x.order.indexOf(axis))),
  ]);
  return new TracedValue([...size], x.dtype, { name, order: x.order, compact });
}
