import type { HostTensor, TensorSpec } from "./hostTensor.js";

/** One variable of a stateful program: fed as `input`, its new value read from `output` (absent when never assigned). */
export interface StateSlot {
  /** The TensorFlow.js variable's name; programs that share a state store share variables by this name. */
  readonly name: string;
  readonly input: string;
  readonly output: string | undefined;
  /** Value before the first step, in logical axis order. */
  readonly initial: HostTensor;
  /** Axis order in which the program takes and gives the value: axis i of what it takes is axis `order[i]` of the variable. */
  readonly order: readonly number[];
}

/** A compiled function: one ONNX model, what to feed it, what it gives, and the variables it reads and updates. */
export interface Program {
  readonly model: Uint8Array;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly state: readonly StateSlot[];
}
