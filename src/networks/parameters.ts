import * as tf from "@tensorflow/tfjs-core";
import { invariant } from "../errors/invariant.js";
import type { HostTensor } from "../tensor/hostTensor.js";
import { Random } from "../tensor/random.js";
import { sizeOf } from "../tensor/shape.js";
import type { Initialiser } from "./initialisers.js";

/** Where a layer makes its variables: names are relative to the scope. */
export interface Scope {
  /** A variable that the optimiser updates. */
  weight(name: string, shape: readonly number[], initialiser: Initialiser): tf.Variable;
  /** A variable that the forward pass updates (running statistics, singular vectors). */
  state(name: string, shape: readonly number[], initialiser: Initialiser): tf.Variable;
  scope(name: string): Scope;
}

/**
 * The variables of one or more networks, by name. Initial values depend on (seed, name) only, never on the order of creation and not on
 * `prefix`. A registry that is a copy of another, under another prefix, is what a moving average starts from.
 */
export class Parameters implements Scope {
  readonly #seed: number;
  readonly #prefix: string;
  readonly #frozen: boolean;
  readonly #original: Parameters | undefined;
  readonly #variables = new Map<string, tf.Variable>();

  /**
   * @param options.frozen makes every weight a non-trainable variable.
   * @param options.copyOf another registry whose present values are the initial ones here, name by name.
   */
  constructor(seed: number, options: { prefix?: string; frozen?: boolean; copyOf?: Parameters } = {}) {
    this.#seed = seed;
    this.#prefix = options.prefix ?? "";
    this.#frozen = options.frozen ?? false;
    this.#original = options.copyOf;
  }

  weight(name: string, shape: readonly number[], initialiser: Initialiser): tf.Variable {
    return this.#create(name, shape, initialiser, !this.#frozen);
  }

  state(name: string, shape: readonly number[], initialiser: Initialiser): tf.Variable {
    return this.#create(name, shape, initialiser, false);
  }

  scope(name: string): Scope {
    return {
      weight: (child, shape, initialiser) => this.weight(`${name}/${child}`, shape, initialiser),
      state: (child, shape, initialiser) => this.state(`${name}/${child}`, shape, initialiser),
      scope: (child) => this.scope(`${name}/${child}`),
    };
  }

  /** Relative name -> variable, in order of creation. */
  get all(): ReadonlyMap<string, tf.Variable> {
    return this.#variables;
  }

  /** The variables an optimiser may update. */
  get trainable(): tf.Variable[] {
    return [...this.#variables.values()].filter((variable) => variable.trainable);
  }

  /** Number of trainable elements. */
  get size(): number {
    return this.trainable.reduce((sum, variable) => sum + sizeOf(variable.shape), 0);
  }

  /** Sets the variables to values kept under their full names; every variable must be there. */
  load(values: ReadonlyMap<string, HostTensor>): void {
    for (const variable of this.#variables.values()) {
      const value = values.get(variable.name);
      invariant(value, `No value for the variable "${variable.name}".`);
      tf.tidy(() => variable.assign(tf.tensor(value.data, [...value.shape], "float32")));
    }
  }

  dispose(): void {
    for (const variable of this.#variables.values()) variable.dispose();
    this.#variables.clear();
  }

  #create(name: string, shape: readonly number[], initialiser: Initialiser, trainable: boolean): tf.Variable {
    invariant(!this.#variables.has(name), `The variable "${name}" exists already.`);
    const original = this.#original?.all.get(name);
    const variable = tf.tidy(() => {
      const initial = original
        ? tf.clone(original)
        : tf.tensor(initialiser(shape, new Random(this.#seed, "parameter", name)), [...shape]);
      return tf.variable(initial, trainable, this.#prefix + name);
    });
    this.#variables.set(name, variable);
    return variable;
  }
}
