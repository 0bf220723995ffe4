import * as tf from "@tensorflow/tfjs-core";
import type { KernelCall } from "./registerKernels.js";
import type { TracingBackend } from "./tracingBackend.js";

/**
 * Kernels whose result has a shape that depends on elements, which no graph of fixed shapes can hold. Where elements may be read,
 * TensorFlow.js's own processor kernel computes them.
 */
export const HOST_KERNELS: ReadonlySet<string> = new Set([
  "BroadcastArgs",
  "Multinomial",
  "NonMaxSuppressionV3",
  "NonMaxSuppressionV4",
  "NonMaxSuppressionV5",
  "SparseFillEmptyRows",
  "SparseReshape",
  "SparseSegmentMean",
  "SparseSegmentSum",
  "Unique",
]);

/** Computes a kernel of {@link HOST_KERNELS} on a backend that can read; undefined for every other kernel. */
export function computeOnHost(backend: TracingBackend, call: KernelCall): tf.TensorInfo[] | tf.TensorInfo | undefined {
  if (!HOST_KERNELS.has(call.name)) return undefined;
  const processor = tf.engine().findBackend("cpu");
  const kernel = tf.getKernel(call.name, "cpu");
  if (!processor || !kernel) return undefined;
  const tensors = Object.entries(call.inputs).map(([name, input]): [string, tf.TensorInfo] => {
    const { dataId, shape, dtype } = input as tf.TensorInfo;
    return [name, { dataId: processor.write(backend.readSync(dataId), shape, dtype), shape, dtype }];
  });
  const result = kernel.kernelFunc({
    inputs: Object.fromEntries(tensors),
    backend: processor,
    ...(call.attributes && { attrs: call.attributes }),
  } as Parameters<typeof kernel.kernelFunc>[0]);
  const results = [result].flat().map(({ dataId, shape, dtype }) => {
    const values = processor.readSync(dataId);
    processor.disposeData(dataId);
    return { dataId: backend.write(values, shape, dtype), shape, dtype };
  });
  for (const [, { dataId }] of tensors) processor.disposeData(dataId);
  return Array.isArray(result) ? results : results[0]!;
}
