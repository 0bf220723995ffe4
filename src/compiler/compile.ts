import type * as tf from "@tensorflow/tfjs-core";
import { optimise, type ValueInfo, writeOnnx } from "../graph/index.js";
import type { DType, HostTensor, TensorData, TensorSpec } from "../tensor/hostTensor.js";
import { identityOrder } from "../tensor/permute.js";
import type { Program, StateSlot } from "../tensor/program.js";
import { type FunctionTrace, type TraceableFunction, traceFunction } from "./functionTrace.js";
import { UnstableTraceError } from "./unstableTraceError.js";

/** What a program takes, and what it takes for granted. */
export interface CompileOptions<Inputs extends readonly TensorSpec[] = readonly TensorSpec[]> {
  readonly inputs: Inputs;
  /**
   * Variables that never change: their present values are written into the graph instead of being state. A frozen network's convolutions are
   * faster so, since onnxruntime lays constant weights out in blocks.
   */
  readonly constants?: Iterable<tf.Variable>;
}

/**
 * Compiles a TensorFlow.js function into one ONNX graph: forward pass, gradients and optimiser updates. Variables that `fn` reads or
 * assigns become the program's state; what `fn` returns become its outputs (float32, int32 or bool). `specs` are the inputs, by name; all
 * sizes are fixed.
 *
 * The function is traced several times, as tf.function does: until it makes no more variables (optimisers make their slots lazily) and
 * every variable is stored in the axis order in which it is used. It must therefore do the same each time it is called.
 *
 * @throws UnsupportedKernelError, SymbolicReadError, VariableInitialValueError, ConstantAssignedError
 */
export function compile<const Inputs extends readonly TensorSpec[]>(
  fn: TraceableFunction<Inputs[number]["name"]>,
  specs: Inputs | CompileOptions<Inputs>,
): Program {
  const { inputs, constants = [] }: CompileOptions<Inputs> = "inputs" in specs ? specs : { inputs: specs };
  const { trace, orders } = settledTrace(fn, inputs, new Set(constants));
  const variables = trace.variables.filter((variable) => variable.isUsed);

  const state: StateSlot[] = variables.map(({ variable, input, assigned }) => ({
    name: variable.name,
    input,
    output: assigned ? `next/${variable.name}` : undefined,
    initial: hostTensor(variable),
    order: orders.get(variable.name) ?? identityOrder(variable.rank),
  }));
  const outputs: TensorSpec[] = [];
  const stateOutputs: ValueInfo[] = [];
  for (const [name, value] of trace.outputs) {
    trace.tracer.builder.nodeInto(name, "Identity", [trace.tracer.full(value)]);
    outputs.push({ name, dtype: value.dtype, shape: value.shape });
  }
  variables.forEach(({ assigned }, i) => {
    const slot = state[i]!;
    if (!assigned || slot.output === undefined) return;
    trace.tracer.builder.nodeInto(slot.output, "Identity", [trace.tracer.full(assigned, slot.order)]);
    stateOutputs.push(storedInfo(slot.output, slot));
  });
  const stateInputs = state.map((slot) => storedInfo(slot.input, slot));
  return {
    model: print(trace, [...inputs.map(valueInfo), ...stateInputs], [...outputs.map(valueInfo), ...stateOutputs]),
    inputs,
    outputs,
    state,
  };
}

/** Axis orders settle in two traces, or three where the first one makes variables; more is a function that does not repeat itself. */
const MOST_TRACES = 5;

function settledTrace(
  fn: TraceableFunction,
  inputs: readonly TensorSpec[],
  constants: ReadonlySet<tf.Variable>,
): { trace: FunctionTrace; orders: Orders } {
  let orders: Orders = new Map();
  for (let attempt = 1; ; attempt++) {
    const trace = traceFunction(fn, inputs, orders, constants);
    const preferred: Orders = new Map(
      trace.variables.map(({ variable, preferredOrder }) => [variable.name, preferredOrder]),
    );
    if (!trace.madeVariables && isSame(orders, preferred)) return { trace, orders };
    if (attempt === MOST_TRACES) throw new UnstableTraceError(attempt);
    orders = preferred;
  }
}

type Orders = ReadonlyMap<string, readonly number[]>;

function isSame(a: Orders, b: Orders): boolean {
  return a.size === b.size && [...a].every(([name, order]) => b.get(name)?.join() === order.join());
}

function print(trace: FunctionTrace, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Uint8Array {
  return writeOnnx(optimise(trace.tracer.builder.finish(inputs, outputs)));
}

function valueInfo({ name, dtype, shape }: TensorSpec): ValueInfo {
  return { name, type: dtype, shape };
}

function storedInfo(name: string, { initial, order }: StateSlot): ValueInfo {
  return { name, type: initial.dtype, shape: order.map((axis) => initial.shape[axis]!) };
}

function hostTensor(variable: tf.Variable): HostTensor {
  const data = variable.dataSync() as TensorData;
  return { dtype: variable.dtype as DType, shape: [...variable.shape], data: data.slice() };
}
