import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../graph/index.js";
import type { TensorSpec } from "../tensor/hostTensor.js";
import { identityOrder, isIdentityOrder } from "../tensor/permute.js";
import { ConstantAssignedError } from "./constantAssignedError.js";
import { type TracedType, TracedValue } from "./tracedValue.js";
import { Tracer } from "./tracer.js";
import { TRACING_BACKEND, type TracingBackend, tracingBackend } from "./tracingBackend.js";
import { VariableInitialValueError } from "./variableInitialValueError.js";

/** A function from named tensors to named tensors; it may read and assign variables. */
export type TraceableFunction<InputName extends string = string> = (
  inputs: Record<InputName, tf.Tensor>,
) => Record<string, tf.Tensor>;

/** A variable during one trace. */
export interface TracedVariable {
  readonly variable: tf.Variable;
  readonly input: string;
  /** What it was assigned last, or undefined when it was only read. */
  readonly assigned: TracedValue | undefined;
  /** Axis order that the function uses it in most naturally: that of its update, or the first one that it was read in. */
  readonly preferredOrder: readonly number[];
  readonly isUsed: boolean;
}

/** What one run of a function over symbolic tensors left behind. */
export interface FunctionTrace {
  readonly tracer: Tracer;
  readonly outputs: ReadonlyMap<string, TracedValue>;
  readonly variables: readonly TracedVariable[];
  /** Whether the function made variables; they are ordinary ones from now on. */
  readonly madeVariables: boolean;
}

/**
 * Runs `fn` once over symbolic tensors. With `orders`, every variable is symbolic too, stored in the order given for its name; without,
 * variables are constants with the values they have now; so are those of `constants` in any case. Variables and the active backend are as before when this returns or throws.
 */
export function traceFunction(
  fn: TraceableFunction,
  inputs: readonly TensorSpec[],
  orders?: ReadonlyMap<string, readonly number[]>,
  constants: ReadonlySet<tf.Variable> = new Set(),
): FunctionTrace {
  const backend = tracingBackend();
  const engine = tf.engine();
  const previous = tf.getBackend();
  const tracer = new Tracer();
  backend.tracer = tracer;
  const all = orders ? Object.values(engine.registeredVariables) : [];
  const before = all.filter((variable) => !constants.has(variable));
  const makeVariable = engine.makeVariable.bind(engine);
  const created = new Map<tf.Variable, TracedValue>();
  const frozen = [...constants].map((variable) => new FrozenVariable(variable));
  const swapped = before.map((variable) => new SwappedVariable(variable, orders?.get(variable.name)));
  tf.setBackend(TRACING_BACKEND);
  engine.startScope("trace");
  engine.makeVariable = (...parameters) => {
    const variable = makeVariable(...parameters);
    created.set(variable, backend.traced(variable));
    return variable;
  };
  try {
    for (const variable of swapped) variable.makeSymbolic(backend);
    const tensors = Object.fromEntries(inputs.map((spec) => [spec.name, backend.tensor(inputValue(tracer, spec))]));
    const results = Object.entries(fn(tensors));
    const outputs = new Map(results.map(([name, tensor]) => [name, backend.traced(tf.clone(tensor))]));
    const changed = frozen.find((one) => one.isAssigned);
    if (changed) throw new ConstantAssignedError(changed.variable.name);
    return {
      tracer,
      outputs,
      variables: swapped.map((variable) => variable.finish(backend)),
      madeVariables: created.size > 0,
    };
  } finally {
    engine.makeVariable = makeVariable;
    for (const variable of swapped) variable.restore();
    for (const variable of frozen) variable.restore();
    engine.endScope();
    tf.setBackend(previous);
    for (const [variable, initial] of created) resetToInitialValue(variable, initial);
  }
}

/** A variable whose elements are taken away for the time of a trace. */
class SwappedVariable {
  readonly #original: object;
  readonly #order: readonly number[];
  #symbolic: object | undefined;
  #readOrder: readonly number[] | undefined;

  constructor(
    readonly variable: tf.Variable,
    order: readonly number[] | undefined,
  ) {
    this.#original = variable.dataId;
    this.#order = order ?? identityOrder(variable.rank);
  }

  makeSymbolic(backend: TracingBackend): void {
    const onRead = (order: readonly number[]) => {
      if (!this.#readOrder || isIdentityOrder(this.#readOrder)) this.#readOrder = order;
    };
    const { shape, dtype } = this.variable;
    const value = new TracedValue(shape, dtype as TracedType, { name: this.#input, order: this.#order, onRead });
    const tensor = tf.keep(backend.tensor(value));
    this.#symbolic = tensor.dataId;
    this.variable.dataId = tensor.dataId;
  }

  get #input(): string {
    return `state/${this.variable.name}`;
  }

  finish(backend: TracingBackend): TracedVariable {
    const assigned = this.variable.dataId === this.#symbolic ? undefined : backend.traced(this.variable);
    const update = assigned && !isIdentityOrder(assigned.order) ? assigned.order : undefined;
    return {
      variable: this.variable,
      input: this.#input,
      assigned,
      preferredOrder: update ?? this.#readOrder ?? identityOrder(this.variable.rank),
      isUsed: assigned !== undefined || this.#readOrder !== undefined,
    };
  }

  restore(): void {
    this.variable.dataId = this.#original;
  }
}

/** A variable that must not be assigned; assigning frees what it held, so that is held a second time meanwhile. */
class FrozenVariable {
  readonly #held: tf.Tensor;

  constructor(readonly variable: tf.Variable) {
    this.#held = tf.keep(tf.clone(variable));
  }

  get isAssigned(): boolean {
    return this.variable.dataId !== this.#held.dataId;
  }

  restore(): void {
    if (this.isAssigned) this.variable.dataId = this.#held.dataId;
    else this.#held.dispose();
  }
}

function inputValue(tracer: Tracer, spec: TensorSpec): TracedValue {
  if (spec.dtype !== "uint8") return tracer.value(spec.shape, spec.dtype, spec.name);
  const name = tracer.node("Cast", [spec.name], { to: ELEMENT_TYPES.float32 });
  return tracer.value(spec.shape, "float32", name);
}

/** A variable made during the trace (an optimiser's slot) becomes an ordinary one with the value that it was made with. */
function resetToInitialValue(variable: tf.Variable, initial: TracedValue): void {
  if (!initial.data) throw new VariableInitialValueError(variable.name);
  const { data } = initial;
  const tensor = initial.isBroadcast
    ? tf.fill([...initial.shape], data[0]!, initial.dtype)
    : tf.tensor(data, [...initial.shape], initial.dtype);
  variable.dataId = tf.keep(tensor).dataId;
}
