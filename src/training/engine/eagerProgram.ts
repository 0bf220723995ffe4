import * as tf from "@tensorflow/tfjs-core";
import type { HostTensor, TensorData, TensorSpec } from "../../tensor/hostTensor.js";
import type { StepFunction } from "../steps/vaeGanStep.js";
import type { StageProgram, StageState } from "./engine.js";

/** A step that a backend of TensorFlow.js runs operation by operation; its state are the variables themselves. */
export class EagerProgram implements StageProgram {
  readonly #fn: StepFunction;
  readonly #inputs: readonly TensorSpec[];

  constructor(
    fn: StepFunction,
    inputs: readonly TensorSpec[],
    /** Name of the backend in TensorFlow.js's registry. */
    private readonly backend: string,
    /** What users call it. */
    readonly device: string,
  ) {
    this.#fn = fn;
    this.#inputs = inputs;
  }

  async step(inputs: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>> {
    await tf.setBackend(this.backend);
    const outputs: Record<string, HostTensor> = {};
    disposingKept(() =>
      tf.tidy(() => {
        const tensors = this.#inputs.map(({ name }): [string, tf.Tensor] => {
          const input = inputs[name];
          if (!input)
            throw new RangeError(`Expected input "${name}", got ${Object.keys(inputs).join(", ") || "none"}.`);
          return [name, toTensor(input)];
        });
        for (const [name, tensor] of Object.entries(this.#fn(Object.fromEntries(tensors))))
          outputs[name] = toHost(tensor);
      }),
    );
    return outputs;
  }

  async close(): Promise<void> {}
}

/** The values of all of TensorFlow.js's variables, as a stage's state. */
export const eagerState: StageState = {
  async read() {
    const variables = Object.values(tf.engine().registeredVariables);
    return new Map(variables.map((variable) => [variable.name, toHost(variable)]));
  },
  write(values) {
    for (const [name, value] of values) {
      const variable = tf.engine().registeredVariables[name];
      if (variable) tf.tidy(() => variable.assign(toTensor(value)));
    }
  },
};

/** Bytes become floats, as for a compiled function. */
function toTensor({ data, shape, dtype }: HostTensor): tf.Tensor {
  const isBytes = dtype === "uint8";
  return tf.tensor(isBytes ? Float32Array.from(data) : data, [...shape], isBytes ? "float32" : dtype);
}

function toHost(tensor: tf.Tensor): HostTensor {
  const data = tensor.dataSync() as TensorData;
  return { dtype: tensor.dtype as HostTensor["dtype"], shape: [...tensor.shape], data: data.slice() };
}

/**
 * Disposes what a step kept. Steps keep tensors to bring them out of the scope in which gradients are taken, which costs nothing while they are
 * traced; run eagerly, each step would leave its gradients behind.
 */
function disposingKept(run: () => void): void {
  const engine = tf.engine();
  const keep = engine.keep.bind(engine);
  const kept: tf.Tensor[] = [];
  engine.keep = (tensor) => {
    kept.push(tensor);
    return keep(tensor);
  };
  try {
    run();
  } finally {
    engine.keep = keep;
    for (const tensor of kept) if (!tensor.isDisposed) tensor.dispose();
  }
}
