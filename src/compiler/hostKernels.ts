import * as tf from "@tensorflow/tfjs-core";
import type { KernelCall } from "./registerKernels.js";
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
  const processor = isForHost(call) ? tf.engine().findBackend("cpu") : undefined;
  const kernel = processor && tf.getKernel(call.name, "cpu");
  if (!processor || !kernel) return undefined;
  const tensors = Object.entries(call.inputs)
    .filter(([, input]) => input !== null && input !== undefined)
    .map(([name, input]) => {
      // Ragged kernels take lists of tensors as inputs.
      const copies = [input as tf.TensorInfo | tf.TensorInfo[]].flat().map((info) => copyTo(processor, backend, info));
      return [name, copies, Array.isArray(input) ? copies : copies[0]!] as const;
    });
  const result = kernel.kernelFunc({
    // Kernels of lists (Concat, Pack, AddN) are handed arrays under the type of a record.
    inputs: Array.isArray(call.inputs)
      ? tensors.map(([, , input]) => input)
      : Object.fromEntries(tensors.map(([name, , input]) => [name, input])),
    backend: processor,
    ...(call.attributes && { attrs: call.attributes }),
  } as Parameters<typeof kernel.kernelFunc>[0]);
  const results = [result].flat().map(({ dataId, shape, dtype }) => {
    const values = processor.readSync(dataId);
    processor.disposeData(dataId);
    return { dataId: backend.write(values, shape, dtype), shape, dtype };
  });
  for (const { dataId } of tensors.flatMap(([, copies]) => copies)) processor.disposeData(dataId);
  return Array.isArray(result) ? results : results[0]!;
}

/** The same tensor on the processor backend, which keeps a complex one as two. */
function copyTo(processor: tf.KernelBackend, backend: TracingBackend, info: tf.TensorInfo): tf.TensorInfo {
  const { dataId, shape, dtype } = info;
  const values = backend.readSync(dataId);
  if (dtype !== "complex64") return { dataId: processor.write(values, shape, dtype), shape, dtype };
  const parts = tf.backend_util.splitRealAndImagArrays(values as Float32Array);
  const [real, imag] = [parts.real, parts.imag].map((part) => ({
    dataId: processor.write(part, shape, "float32"),
    shape,
    dtype: "float32" as const,
  }));
  const complex = tf.getKernel("Complex", "cpu")!;
  const joined = complex.kernelFunc({ inputs: { real: real!, imag: imag! }, backend: processor } as Parameters<
    typeof complex.kernelFunc
  >[0]) as tf.TensorInfo;
  for (const part of [real!, imag!]) processor.disposeData(part.dataId);
  return joined;
}
