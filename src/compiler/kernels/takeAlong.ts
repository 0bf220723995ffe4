import { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

/** The value with the elements along one axis at the given places, known while tracing, in whatever order it is stored. */
export function takeAlong(trace: Tracer, x: TracedValue, axis: number, places: readonly number[]): TracedValue {
  const shape = x.shape.with(axis, places.length);
  if (x.compact[axis] === 1) return trace.withShape(x, shape, x.compact);
  const stored = [trace.inOrder(x, x.order), trace.integers(places)];
  const name = trace.node("Gather", stored, { axis: x.order.indexOf(axis) });
  return new TracedValue(shape, x.dtype, { name, order: x.order, compact: x.compact.with(axis, places.length) });
}
