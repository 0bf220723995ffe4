import * as tf from "@tensorflow/tfjs-core";
import type { HostTensor } from "../../../src/tensor/hostTensor.js";
import { Random } from "../../../src/tensor/random.js";
import { sizeOf } from "../../../src/tensor/shape.js";
import type { Operation, Step } from "./operations.js";

export interface RandomProgram {
  readonly inputs: readonly HostTensor[];
  /** Tensors in, the last few values out. */
  readonly fn: (inputs: readonly tf.Tensor[]) => tf.Tensor[];
  /** The program in words, for when it fails. */
  readonly text: string;
}

interface Kind {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly steps: number;
  /** Whether inputs have NaN, infinities and negative zeros among their elements. */
  readonly special?: boolean;
  /** Whether inputs may have empty dimensions. */
  readonly empty?: boolean;
  /** Whether every value has an element: gradients of TensorFlow.js do not always survive a shape such as [0, 1] (4.22). */
  readonly filled?: boolean;
}

const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e30, -1e30];

/** Larger values say nothing new, and take long. */
const MOST_ELEMENTS = 2000;

/** A program that follows from its seed: what its inputs are, which operations follow each other, what each is applied to. */
export function randomProgram(seed: number, kind: Kind): RandomProgram {
  const random = new Random(seed, "program");
  const inputs = Array.from({ length: 1 + random.integer(2) }, () => randomInput(random, kind));
  const names = Object.keys(kind.operations);
  const steps: { step: Step; x: number; y: number }[] = [];
  const lines = inputs.map(({ shape }, i) => `v${i} = input [${shape}]`);
  tf.tidy(() => {
    const values: tf.Tensor[] = inputs.map(toTensor);
    for (let attempt = 0; steps.length < kind.steps && attempt < 20 * kind.steps; attempt++) {
      // Mostly the newest value, so that operations follow each other.
      const x = random.chance(0.7) ? values.length - 1 : random.integer(values.length);
      const y = random.integer(values.length);
      const name = names[random.integer(names.length)]!;
      const step = kind.operations[name]!(random, values[x]!, values[y]!);
      if (!step) continue;
      const value = tried(step, values[x]!, values[y]!);
      if (!value || value.size > MOST_ELEMENTS || value.rank > 5 || (kind.filled && value.size === 0)) continue;
      lines.push(`v${values.length} = ${step.text}, x = v${x}, y = v${y}: ${value.dtype}[${value.shape}]`);
      steps.push({ step, x, y });
      values.push(value);
    }
  });
  const fn = (given: readonly tf.Tensor[]): tf.Tensor[] => {
    const values = [...given];
    for (const { step, x, y } of steps) values.push(step.run(values[x]!, values[y]!));
    return values.slice(-3);
  };
  return { inputs, fn, text: lines.join("\n") };
}

/** The step's value, or undefined where TensorFlow.js itself fails (slices and stacks of nothing, 4.22). */
function tried(step: Step, x: tf.Tensor, y: tf.Tensor): tf.Tensor | undefined {
  try {
    const value = step.run(x, y);
    value.dataSync();
    return value;
  } catch {
    return undefined;
  }
}

function randomInput(random: Random, { special = false, empty = false }: Kind): HostTensor {
  const sizes = empty ? [0, 1, 2, 3] : [1, 2, 3, 4];
  const shape = Array.from({ length: random.integer(5) }, () => sizes[random.integer(sizes.length)]!);
  const data = random.normals(sizeOf(shape));
  if (special)
    for (let i = 0; i < data.length; i++) if (random.chance(0.2)) data[i] = SPECIAL[random.integer(SPECIAL.length)]!;
  return { dtype: "float32", shape, data };
}

export function toTensor({ data, shape }: HostTensor): tf.Tensor {
  return tf.tensor(data, [...shape], "float32");
}
