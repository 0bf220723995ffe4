import type * as tf from "@tensorflow/tfjs-core";
import type { TensorData } from "../tensor/hostTensor.js";
import { constantValue } from "./constantValue.js";
import { runOnProcessor } from "./runOnProcessor.js";
import type { TracedType } from "./tracedValue.js";
import type { TracingBackend } from "./tracingBackend.js";

/** Kernels that keep a constant a constant without computing, and cheaper than a copy would. */
const FREE = new Set(["Identity", "Reshape", "Transpose", "Cast", "ExpandDims"]);

/**
 * Computes a kernel while tracing when everything it reads is known: a spectrally normalised weight, say, is stored as one constant instead of
 * as the weight and the operators that normalise it. TensorFlow.js's processor backend computes. Returns undefined where there is
 * something to trace.
 */
export function foldConstants(
  backend: TracingBackend,
  kernelName: string,
  inputs: tf.NamedTensorInfoMap,
  attributes: tf.NamedAttrMap | undefined,
): tf.TensorInfo | tf.TensorInfo[] | undefined {
  const operands = Object.entries(inputs).filter(([, input]) => input !== null && input !== undefined);
  if (operands.length === 0 || FREE.has(kernelName)) return undefined;
  const known = operands.map(([name, input]) => [name, backend.traced(input as tf.TensorInfo)] as const);
  if (known.some(([, value]) => value.data === undefined)) return undefined;
  // What is broadcast from one number stays lazy: it costs nothing, and tracing keeps it that way.
  if (known.every(([, value]) => value.isBroadcast)) return undefined;
  const result = runOnProcessor({ name: kernelName, inputs, attributes }, (dataId) => backend.readSync(dataId));
  const [only, ...others] = [result ?? []].flat();
  if (!only || others.length > 0) return undefined;
  const info = backend.tensorInfo(constantValue(only.values as TensorData, only.shape, only.dtype as TracedType));
  // A kernel of lists gives a list also where it has one element (Unpack, SplitV).
  return Array.isArray(result) ? [info] : info;
}
