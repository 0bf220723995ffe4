import type { Attribute } from "../../graph/index.js";
import { sizeOf } from "../../tensor/shape.js";
import { uniformValue } from "../constantValue.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

/** The gradient of a maximum over windows: each output's gradient added to its window's maximum, at the indices that MaxPool tells. */
export function addAtMaxima(
  trace: Tracer,
  dy: TracedValue,
  input: TracedValue,
  window: Record<string, Attribute>,
  channelsFirst: readonly number[],
): TracedValue {
  const indices = trace.builder.nodes("MaxPool", [trace.full(input, channelsFirst)], 2, window)[1]!;
  const zeros = trace.full(uniformValue(0, [sizeOf(input.shape)], "float32"));
  const flat = (name: string) => trace.node("Reshape", [name, trace.integers([-1])]);
  const updates = flat(trace.full(dy, channelsFirst));
  const sums = trace.node("ScatterElements", [zeros, flat(indices), updates], { reduction: "add" });
  const shape = channelsFirst.map((axis) => input.shape[axis]!);
  const name = trace.node("Reshape", [sums, trace.integers(shape)]);
  return trace.value(input.shape, "float32", name, channelsFirst);
}
