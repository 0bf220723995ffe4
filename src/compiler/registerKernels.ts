import * as tf from "@tensorflow/tfjs-core";
import { invariant } from "../errors/invariant.js";
import { sizeOf } from "../tensor/shape.js";
import { uniformValue } from "./constantValue.js";
import type { Kernel } from "./kernel.js";
import { KERNELS } from "./kernels/index.js";
import type { TracedValue } from "./tracedValue.js";
import type { TracingBackend } from "./tracingBackend.js";
import { UnsupportedKernelError } from "./unsupportedKernelError.js";

/** A kernel as TensorFlow.js calls it. */
export interface KernelCall {
  readonly name: string;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attributes: tf.NamedAttrMap | undefined;
}

/** Does a kernel's work without tracing it, or returns undefined where it is to be traced. */
export type Shortcut = (call: KernelCall) => tf.TensorInfo | tf.TensorInfo[] | undefined;

/** Where a backend has none of these, TensorFlow.js does their work itself. */
const OPTIONAL = new Set(["FromPixels", "Draw"]);

/** Registers every kernel of TensorFlow.js for a backend: those that have a lowering trace it, the others say that they have none. */
export function registerKernels(backendName: string, target: TracingBackend, shortcut: Shortcut): void {
  const lowered = new Map(KERNELS.map((kernel) => [kernel.name, kernel]));
  // TensorFlow.js exports every kernel's name as a constant.
  const exported: unknown[] = Object.values(tf);
  const named = exported
    .filter((name) => typeof name === "string")
    .filter((name) => /^_?[A-Z]/.test(name) && !OPTIONAL.has(name));
  for (const name of new Set([...named, ...lowered.keys()])) {
    tf.registerKernel({
      kernelName: name,
      backendName,
      kernelFunc: ({ inputs, attrs }) => {
        const done = shortcut({ name, inputs, attributes: attrs });
        if (done) return done;
        const kernel = lowered.get(name);
        if (!kernel) throw new UnsupportedKernelError(name);
        return trace(target, kernel, inputs, attrs ?? {});
      },
    });
  }
}

function trace(
  target: TracingBackend,
  kernel: Kernel,
  inputs: tf.NamedTensorInfoMap,
  attributes: object,
): tf.TensorInfo | tf.TensorInfo[] {
  const values: Record<string, TracedValue> = {};
  for (const [name, input] of Object.entries(inputs)) {
    if (input === null || input === undefined) continue;
    invariant(!Array.isArray(input), `Expected single tensors as inputs of ${kernel.name}.`);
    values[name] = target.traced(input);
  }
  const result = kernel.lower(target.tracer, values, attributes);
  return Array.isArray(result) ? result.map((value) => give(target, value)) : give(target, result);
}

/** What has no elements needs no operators; several of onnxruntime's fail on them. */
function give(target: TracingBackend, value: TracedValue): tf.TensorInfo {
  return target.tensorInfo(sizeOf(value.shape) === 0 ? uniformValue(0, value.shape, value.dtype) : value);
}
