import type { OnnxValue, Tensor } from "onnxruntime-node";
import { binding, initOrt } from "onnxruntime-node/dist/binding.js";
import type { HostTensor, TensorData } from "../tensor/hostTensor.js";
import { toOrt } from "./ortTensor.js";

/**
 * One model on the processor, run without a promise. onnxruntime-node's `run` only wraps its native binding, which is synchronous, in a
 * timer (dist/backend.js of 1.30); TensorFlow.js's `dataSync` cannot wait for one, so this calls the binding itself.
 */
export class SynchronousSession {
  readonly #session: InstanceType<typeof binding.InferenceSession>;
  readonly #fetches: Readonly<Record<string, null>>;

  constructor(model: Uint8Array, { threads }: { threads?: number } = {}) {
    initOrt();
    this.#session = new binding.InferenceSession();
    this.#session.loadModel(model.buffer as ArrayBuffer, model.byteOffset, model.byteLength, {
      executionProviders: ["cpu"],
      logSeverityLevel: 4,
      ...(threads !== undefined && { intraOpNumThreads: threads }),
    });
    this.#fetches = Object.fromEntries(this.#session.outputMetadata.map(({ name }) => [name, null]));
  }

  /** Runs the model once. */
  run(feeds: Readonly<Record<string, HostTensor>>): Record<string, HostTensor> {
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([name, tensor]): [string, OnnxValue] => [name, toOrt(tensor)]),
    );
    const results = Object.entries(this.#session.run(tensors, this.#fetches, {}));
    return Object.fromEntries(
      results.map(([name, value]): [string, HostTensor] => {
        const { type, dims, data } = value as Tensor;
        return [name, { dtype: type as HostTensor["dtype"], shape: dims, data: data as TensorData }];
      }),
    );
  }

  close(): void {
    this.#session.dispose();
  }
}
