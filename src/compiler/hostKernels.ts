import type * as tf from "@tensorflow/tfjs-core";
import type { KernelCall } from "./registerKernels.js";
import { type ProcessorResult, runOnProcessor } from "./runOnProcessor.js";
import type { TracingBackend } from "./tracingBackend.js";

/** Kernels whose result has a shape, or that refuse arguments, by elements: no graph of fixed shapes can hold them. */
const BY_ELEMENTS: ReadonlySet<string> = new Set([
  "BroadcastArgs",
  "Multinomial",
  "NonMaxSuppressionV3",
  "NonMaxSuppressionV4",
  "NonMaxSuppressionV5",
  "RaggedGather",
  "RaggedRange",
  "RaggedTensorToTensor",
  "SparseFillEmptyRows",
  "SparseReshape",
  "SparseSegmentMean",
  "SparseSegmentSum",
  "Unique",
]);

/** Element types that graphs do not have. */
const HOST_TYPES: ReadonlySet<unknown> = new Set(["string", "complex64"]);

/** Whether a kernel's work is done where elements can be read instead of in a graph. */
function isForHost({ name, inputs, attributes }: KernelCall): boolean {
  return (
    BY_ELEMENTS.has(name) ||
    name === "Complex" ||
    HOST_TYPES.has(attributes?.dtype) ||
    Object.values(inputs).some((input) => HOST_TYPES.has(input?.dtype))
  );
}

/**
 * Computes what no graph can hold, on a backend that can read, with TensorFlow.js's own processor kernel. Undefined for everything else,
 * and for what TensorFlow.js has no processor kernel for.
 */
export function computeOnHost(backend: TracingBackend, call: KernelCall): tf.TensorInfo[] | tf.TensorInfo | undefined {
  const results = isForHost(call) ? runOnProcessor(call, (dataId) => backend.readSync(dataId)) : undefined;
  const give = ({ values, shape, dtype }: ProcessorResult): tf.TensorInfo => ({
    dataId: backend.write(values, shape, dtype),
    shape,
    dtype,
  });
  return Array.isArray(results) ? results.map(give) : results && give(results);
}
