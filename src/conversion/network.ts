import type { TraceableFunction } from "../compiler/index.js";
import type { TensorSpec } from "../tensor/hostTensor.js";

/** Bounds of the numbers that an input is tried with: [low, high), whole numbers where `whole`. */
export interface InputRange {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

/** A loaded model as a function over tensors. */
export interface Network {
  readonly kind: string;
  readonly fn: TraceableFunction;
  /** Inputs as the model declares them; -1 is a dimension that it leaves open. */
  readonly inputs: readonly TensorSpec[];
  /** What the model itself says about the numbers that an input may have, such as indices into an embedding. */
  readonly ranges: ReadonlyMap<string, InputRange>;
  dispose(): void;
}
