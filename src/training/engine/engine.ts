import type * as tf from "@tensorflow/tfjs-core";
import type { HostTensor, TensorSpec } from "../../tensor/hostTensor.js";
import type { StepFunction } from "../steps/vaeGanStep.js";

/** A training step that can be run: it reads and updates the variables of its stage. */
export interface StageProgram {
  /** What it really runs on. */
  readonly device: string;
  step(inputs: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>>;
  close(): Promise<void>;
}

/** The variables of a stage: their values in logical axis order, by name. */
export interface StageState {
  read(): Promise<Map<string, HostTensor>>;
  write(values: ReadonlyMap<string, HostTensor>): void;
}

/** Programs that share variables. */
export interface EngineStage {
  readonly state: StageState;
  /**
   * Opens a step. Its variables exist before, and are disposed only after the program is closed.
   * @param constants variables that no step changes.
   */
  open(fn: StepFunction, inputs: readonly TensorSpec[], constants?: Iterable<tf.Variable>): Promise<StageProgram>;
}

/** What runs training steps: the compiled graphs of this project, or a backend of TensorFlow.js. */
export interface Engine {
  stage(): EngineStage;
}

/** Engines by name. `tfjs-cpu` is TensorFlow.js's own processor backend, forty times slower than the others; it is there to compare with. */
export const ENGINES = ["compiled", "tfjs-node", "tfjs-node-gpu", "tfjs-cpu"] as const;
export type EngineName = (typeof ENGINES)[number];
