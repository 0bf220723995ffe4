import { type Constant, ELEMENT_TYPES, type Graph, optimise, type ValueInfo, writeOnnx } from "../graph/index.js";
import type { DType, TensorSpec } from "../tensor/hostTensor.js";
import { BatchDependenceError } from "./batchDependenceError.js";
import { type TraceableFunction, traceFunction } from "./functionTrace.js";
import type { TracedValue } from "./tracedValue.js";
import type { Tracer } from "./tracer.js";

/** What a serving graph looks like from outside; a dimension of -1 is the batch. */
export interface ExportOptions {
  readonly inputs: readonly TensorSpec[];
  /** Element types that outputs are turned into; a float that becomes uint8 is rounded and clamped to 0..255. */
  readonly outputs?: Readonly<Record<string, DType>>;
}

/**
 * Writes a network as an ONNX model for serving: variables become constants, with the values they have now.
 *
 * TensorFlow.js knows no open dimensions, so a function with a batch of -1 is traced for two sizes; what differs between the two graphs is
 * the batch, and is left open. The same function and weights give the same bytes.
 *
 * @throws UnsupportedKernelError, SymbolicReadError, BatchDependenceError
 */
export function exportOnnx(fn: TraceableFunction, { inputs, outputs = {} }: ExportOptions): Uint8Array {
  const isOpen = inputs.some((input) => input.shape.includes(-1));
  const [graph, other] = (isOpen ? [2, 3] : [2]).map((batch) => traceForServing(fn, inputs, outputs, batch));
  return writeOnnx(other ? openBatch(graph!, other) : graph!);
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

/** One graph for any batch out of two graphs of the same function for two batch sizes. */
function openBatch(a: Graph, b: Graph): Graph {
  if (a.nodes.length !== b.nodes.length) throw new BatchDependenceError("its operators change with the batch size");
  const constants = new Map<string, Constant>(a.constants);
  const nodes = a.nodes.map((node, i) => {
    const twin = b.nodes[i]!;
    const inputs = node.inputs.map((input, k) => {
      const [first, second] = [a.constants.get(input), b.constants.get(twin.inputs[k]!)];
      if (!first || !second || sameConstant(first, second)) return input;
      if (node.op !== "Reshape" || k !== 1)
        throw new BatchDependenceError(`a constant of ${node.op} changes with the batch size`);
      const name = `${input}/${node.outputs[0]}`;
      constants.set(name, openShape(first, second));
      return name;
    });
    if (node.op !== twin.op || JSON.stringify(node.attributes) !== JSON.stringify(twin.attributes)) {
      throw new BatchDependenceError(`operator ${i} is ${node.op} for one batch size and ${twin.op} for another`);
    }
    return { ...node, inputs };
  });
  const open = (infos: readonly ValueInfo[], twins: readonly ValueInfo[]) =>
    infos.map((info, i) => ({
      ...info,
      shape: info.shape.map((size, axis) => (size === twins[i]!.shape[axis] ? size : -1)),
    }));
  return optimise({ nodes, constants, inputs: open(a.inputs, b.inputs), outputs: open(a.outputs, b.outputs) });
}

function sameConstant(a: Constant, b: Constant): boolean {
  return a.type === b.type && a.shape.join() === b.shape.join() && Buffer.compare(a.bytes, b.bytes) === 0;
}

function openShape(a: Constant, b: Constant): Constant {
  const [first, second] = [a, b].map(({ bytes }) => new BigInt64Array(bytes.slice().buffer));
  const sizes = first!.map((size, i) => (size === second![i] ? size : -1n));
  if (sizes.filter((size) => size === -1n).length > 1)
    throw new BatchDependenceError("a reshape splits the batch into several dimensions");
  return { ...a, bytes: new Uint8Array(sizes.buffer) };
}
