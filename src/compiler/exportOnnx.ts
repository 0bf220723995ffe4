import { ELEMENT_TYPES, type Graph, optimise, type ValueInfo, writeOnnx } from "../graph/index.js";
import type { DType, TensorSpec } from "../tensor/hostTensor.js";
import { type TraceableFunction, traceFunction } from "./functionTrace.js";
import { openBatch } from "./openBatch.js";
import type { TracedValue } from "./tracedValue.js";
import type { Tracer } from "./tracer.js";

/** What a serving graph looks like from outside; a dimension of -1 is the batch. */
export interface ExportOptions<Inputs extends readonly TensorSpec[] = readonly TensorSpec[]> {
  readonly inputs: Inputs;
  /** Element types that outputs are turned into; a float that becomes uint8 is rounded and clamped to 0..255. */
  readonly outputs?: Readonly<Record<string, DType>>;
}

/** Sizes that hardly occur in a network: two graphs that are merged by accident of equal sizes would not match. */
const TRACED_BATCHES = [13, 17] as const;

/**
 * Writes a network as an ONNX model for serving: variables become constants, with the values they have now. `specs` are the inputs, or
 * `{ inputs, outputs }` to choose element types of outputs as well.
 *
 * TensorFlow.js knows no open dimensions, so a function with a batch of -1 is traced for two sizes; what differs between the two graphs is
 * the batch, and is left open. The same function and weights give the same bytes.
 *
 * @throws UnsupportedKernelError, SymbolicReadError, BatchDependenceError
 */
export function exportOnnx<const Inputs extends readonly TensorSpec[]>(
  fn: TraceableFunction<Inputs[number]["name"]>,
  specs: Inputs | ExportOptions<Inputs>,
): Uint8Array {
  const { inputs, outputs = {} }: ExportOptions = "inputs" in specs ? specs : { inputs: specs };
  const [first, second] = TRACED_BATCHES.map((batch) => () => traceForServing(fn, inputs, outputs, batch));
  const isOpen = inputs.some((input) => input.shape.includes(-1));
  return writeOnnx(isOpen ? optimise(openBatch(first!(), second!(), TRACED_BATCHES)) : first!());
}

function traceForServing(
  fn: TraceableFunction,
  inputs: readonly TensorSpec[],
  types: Readonly<Record<string, DType>>,
  batch: number,
): Graph {
  const sized = inputs.map((input) => ({ ...input, shape: input.shape.map((size) => (size === -1 ? batch : size)) }));
  const { tracer, outputs } = traceFunction(fn, sized);
  const infos = [...outputs].map(([name, value]): ValueInfo => {
    const type = types[name] ?? value.dtype;
    tracer.builder.nodeInto(name, "Identity", [convert(tracer, value, type)]);
    return { name, type, shape: value.shape };
  });
  return optimise(
    tracer.builder.finish(
      sized.map(({ name, dtype, shape }) => ({ name, type: dtype, shape })),
      infos,
    ),
  );
}

function convert(tracer: Tracer, value: TracedValue, type: DType): string {
  let name = tracer.full(value);
  if (type === value.dtype) return name;
  if (type === "uint8")
    name = tracer.node("Clip", [tracer.node("Round", [name]), tracer.scalar(0), tracer.scalar(255)]);
  return tracer.node("Cast", [name], { to: ELEMENT_TYPES[type] });
}
