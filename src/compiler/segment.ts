import { type Graph, optimise, type ValueInfo, writeOnnx } from "../graph/index.js";
import type { DType, HostTensor } from "../tensor/hostTensor.js";
import type { TracedValue } from "./tracedValue.js";
import { Tracer } from "./tracer.js";

/** Runs a model with the given inputs and returns all its outputs before it returns. */
export type Executor = (
  model: Uint8Array,
  feeds: Readonly<Record<string, HostTensor>>,
) => Readonly<Record<string, HostTensor>>;

/** A stretch of operators recorded since the last barrier, over tensors whose elements are known. */
export class Segment {
  readonly tracer = new Tracer();
  readonly #inputs = new Map<string, HostTensor>();
  readonly #inputOf = new Map<HostTensor, TracedValue>();

  /** The symbolic value that stands for known elements in this stretch. */
  input(host: HostTensor): TracedValue {
    const known = this.#inputOf.get(host);
    if (known) return known;
    const name = `x${this.#inputs.size}`;
    const value = this.tracer.value(host.shape, host.dtype as TracedValue["dtype"], name);
    this.#inputs.set(name, host);
    this.#inputOf.set(host, value);
    return value;
  }

  /** Computes values: a graph of just the operators that they depend on, run once. */
  compute(values: readonly TracedValue[], execute: Executor): HostTensor[] {
    const stored = values.map((value) =>
      this.tracer.inOrder(
        value,
        value.shape.map((_, axis) => axis),
      ),
    );
    const outputs = values.map((value, i): ValueInfo => ({ name: `y${i}`, type: value.dtype, shape: value.compact }));
    const infos = [...this.#inputs].map(([name, { dtype, shape }]): ValueInfo => ({ name, type: dtype, shape }));
    const recorded = this.tracer.builder.finish(infos, outputs);
    const nodes = outputs.map((output, i) => ({
      op: "Identity",
      inputs: [stored[i]!],
      outputs: [output.name],
      attributes: {},
    }));
    const graph = optimise(needed({ ...recorded, nodes: [...recorded.nodes, ...nodes] }));
    const feeds = Object.fromEntries(graph.inputs.map(({ name }) => [name, this.#inputs.get(name)!]));
    const results = execute(writeOnnx(graph), feeds);
    return values.map((value, i) => expanded(results[`y${i}`]!, value));
  }
}

/** What the outputs depend on; the rest of a stretch may be large, or wrong where a kernel threw half way. */
function needed(graph: Graph): Graph {
  const read = new Set(graph.outputs.map((output) => output.name));
  const nodes = graph.nodes.toReversed().filter((node) => {
    const isNeeded = node.outputs.some((output) => read.has(output));
    if (isNeeded) for (const input of node.inputs) read.add(input);
    return isNeeded;
  });
  return {
    nodes: nodes.reverse(),
    constants: new Map([...graph.constants].filter(([name]) => read.has(name))),
    inputs: graph.inputs.filter((input) => read.has(input.name)),
    outputs: graph.outputs,
  };
}

/** The whole tensor out of its stored form, which has extent 1 along axes where the value is constant. */
export function expanded({ data }: HostTensor, { shape, compact, dtype }: TracedValue): HostTensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (data.length === size) return { dtype: dtype as DType, shape, data };
  const all = new (data.constructor as new (size: number) => typeof data)(size);
  const steps = compact.map((extent, axis) =>
    extent === 1 ? 0 : compact.slice(axis + 1).reduce((product, next) => product * next, 1),
  );
  for (let i = 0; i < size; i++) {
    let from = 0;
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      from += (rest % shape[axis]!) * steps[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    all[i] = data[from]!;
  }
  return { dtype: dtype as DType, shape, data: all };
}
