import { constantValue } from "../constantValue.js";
import { CHANNELS_FIRST, type TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";

/**
 * Repeats every pixel of an NHWC value `rows` x `columns` times (nearest-neighbour enlargement by whole factors). Of five ways to write it
 * in ONNX, Resize was the fastest in onnxruntime on two cores: 30 ms where Expand took 143 and Concat 49.
 */
export function enlarge(trace: Tracer, x: TracedValue, rows: number, columns: number): TracedValue {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const scales = trace.full(constantValue(Float32Array.of(1, 1, rows, columns), [4], "float32"));
  const name = trace.node("Resize", [trace.full(x, CHANNELS_FIRST), "", scales], {
    mode: "nearest",
    coordinate_transformation_mode: "asymmetric",
    nearest_mode: "floor",
  });
  return trace.value([batch, height * rows, width * columns, channels], "float32", name, CHANNELS_FIRST);
}
