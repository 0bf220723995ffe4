import { CHANNELS_FIRST, type TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

/** Repeats every pixel of an NHWC value `rows` x `columns` times (nearest-neighbour enlargement by whole factors). */
export function enlarge(trace: Tracer, x: TracedValue, rows: number, columns: number): TracedValue {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const stored = trace.full(x, CHANNELS_FIRST);
  const apart = trace.node("Reshape", [stored, trace.integers([0, channels, height, 1, width, 1])]);
  const repeated = trace.node("Expand", [apart, trace.integers([1, channels, height, rows, width, columns])]);
  const name = trace.node("Reshape", [repeated, trace.integers([0, channels, height * rows, width * columns])]);
  return trace.value([batch, height * rows, width * columns, channels], "float32", name, CHANNELS_FIRST);
}
