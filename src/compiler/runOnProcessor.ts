import * as tf from "@tensorflow/tfjs-core";
import type { KernelCall } from "./registerKernels.js";

/** A result of TensorFlow.js's processor backend: elements in row-major order. */
export interface ProcessorResult {
  readonly values: tf.backend_util.BackendValues;
  readonly shape: number[];
  readonly dtype: tf.DataType;
}

/**
 * Computes a kernel with TensorFlow.js's own processor backend, which then holds nothing of it; `read` gives the elements of its inputs. One
 * result, or a list where the kernel gives one, also of one element (Unpack, SplitV). Undefined where that backend does not have the kernel.
 */
export function runOnProcessor(
  { name, inputs, attributes }: KernelCall,
  read: (dataId: object) => tf.backend_util.BackendValues,
): ProcessorResult | ProcessorResult[] | undefined {
  const kernel = tf.getKernel(name, "cpu");
  const processor = kernel && tf.engine().findBackend("cpu");
  if (!kernel || !processor) return undefined;
  const tensors = Object.entries(inputs)
    .filter(([, input]) => input !== null && input !== undefined)
    .map(([key, input]) => {
      // Ragged kernels take lists of tensors as inputs.
      const copies = [input as tf.TensorInfo | tf.TensorInfo[]].flat().map((info) => copyTo(processor, read, info));
      return { key, copies, input: Array.isArray(input) ? copies : copies[0]! };
    });
  const result = kernel.kernelFunc({
    // Kernels of lists (Concat, Pack, AddN) are handed arrays under the type of a record.
    inputs: Array.isArray(inputs)
      ? tensors.map(({ input }) => input)
      : Object.fromEntries(tensors.map(({ key, input }) => [key, input])),
    backend: processor,
    ...(attributes && { attrs: attributes }),
  } as Parameters<typeof kernel.kernelFunc>[0]);
  const results = [result].flat().map(({ dataId, shape, dtype }): ProcessorResult => {
    // A copy: a result may share its input's memory.
    const values = processor.readSync(dataId).slice() as tf.backend_util.BackendValues;
    processor.disposeData(dataId);
    return { values, shape, dtype };
  });
  for (const { copies } of tensors) for (const { dataId } of copies) processor.disposeData(dataId);
  return Array.isArray(result) ? results : results[0]!;
}

/** The same tensor on the processor backend, which keeps a complex one as two. */
function copyTo(
  processor: tf.KernelBackend,
  read: (dataId: object) => tf.backend_util.BackendValues,
  { dataId, shape, dtype }: tf.TensorInfo,
): tf.TensorInfo {
  const values = read(dataId);
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
