import { sizeOf } from "../../tensor/shape.js";
import type { Constant, Graph, GraphNode } from "../graph.js";

/** A convolution with constant weights and what has been folded into it: its result times `scale`, plus `shift`, per output channel. */
interface Folding {
  /** Its place among the nodes that are kept. */
  readonly at: number;
  /** Whether anything was folded yet. */
  readonly changed: boolean;
  readonly weights: Constant;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/**
 * Batch normalisation with running statistics is a factor and a term per channel; after a convolution with constant weights both go into the
 * weights and the bias, and a pass over the whole map for each is saved. onnxruntime does the same for products and sums, but not past the
 * difference that normalising begins with. A result that something else reads too is left alone.
 */
export function foldAffineIntoConvolution(graph: Graph): Graph {
  const uses = new Map<string, number>();
  for (const name of [...graph.nodes.flatMap((node) => node.inputs), ...graph.outputs.map((output) => output.name)])
    uses.set(name, (uses.get(name) ?? 0) + 1);
  const kept: GraphNode[] = [];
  const open = new Map<string, Folding>();
  for (const node of graph.nodes) {
    const output = node.outputs[0]!;
    const folded = fold(node, open, graph.constants, uses);
    if (folded) {
      kept[folded.at] = { ...kept[folded.at]!, outputs: node.outputs };
      open.set(output, folded);
      continue;
    }
    kept.push(node);
    const start = node.op === "Conv" ? unfolded(node, kept.length - 1, graph.constants) : undefined;
    if (start) open.set(output, start);
  }
  return withFoldings(graph, kept, open);
}

function unfolded({ inputs }: GraphNode, at: number, constants: Graph["constants"]): Folding | undefined {
  const weights = constants.get(inputs[1]!);
  const bias = inputs[2] ? constants.get(inputs[2]) : undefined;
  if (weights?.type !== "float32" || (inputs[2] && bias?.type !== "float32")) return undefined;
  const channels = weights.shape[0]!;
  const shift = bias ? Float64Array.from(floats(bias)) : new Float64Array(channels);
  return { at, changed: false, weights, scale: new Float64Array(channels).fill(1), shift };
}

/** The convolution that a node's operand comes from, with the node in it; undefined where the node is something else. */
function fold(
  { op, inputs }: GraphNode,
  open: Map<string, Folding>,
  constants: Graph["constants"],
  uses: ReadonlyMap<string, number>,
): Folding | undefined {
  if (inputs.length !== 2 || !Object.hasOwn(FOLD, op)) return undefined;
  const side = open.has(inputs[0]!) ? 0 : 1;
  const value = inputs[side]!;
  const folding = open.get(value);
  const other = constants.get(inputs[1 - side]!);
  if (!folding || !other || uses.get(value) !== 1) return undefined;
  const numbers = perChannel(other, folding.scale.length, folding.weights.shape.length);
  const change = numbers && FOLD[op as keyof typeof FOLD](side === 0);
  if (!change) return undefined;
  open.delete(value);
  const pairs = Array.from(folding.scale, (scale, i) => change(scale, folding.shift[i]!, numbers[i % numbers.length]!));
  return {
    ...folding,
    changed: true,
    scale: Float64Array.from(pairs, ([scale]) => scale),
    shift: Float64Array.from(pairs, ([, shift]) => shift),
  };
}

type Change = (scale: number, shift: number, number: number) => [scale: number, shift: number];

/** What each operator does to a factor and a term; whether the convolution is its first operand decides where order matters. */
const FOLD: Readonly<Record<"Add" | "Sub" | "Mul" | "Div", (isFirst: boolean) => Change | undefined>> = {
  Add: () => (scale, shift, number) => [scale, shift + number],
  Sub: (isFirst) =>
    isFirst ? (scale, shift, number) => [scale, shift - number] : (scale, shift, number) => [-scale, number - shift],
  Mul: () => (scale, shift, number) => [scale * number, shift * number],
  Div: (isFirst) => (isFirst ? (scale, shift, number) => [scale / number, shift / number] : undefined),
};

/** The elements of a constant with one number per channel (axis 1 of a map of `rank` axes), or one for all. */
function perChannel(constant: Constant, channels: number, rank: number): Float32Array | undefined {
  if (constant.type !== "float32" || constant.shape.length > rank) return undefined;
  const shape = [...new Array<number>(rank - constant.shape.length).fill(1), ...constant.shape];
  const elsewhere = sizeOf(shape.filter((_, axis) => axis !== 1));
  return elsewhere === 1 && (shape[1] === 1 || shape[1] === channels) ? floats(constant) : undefined;
}

function withFoldings(graph: Graph, kept: GraphNode[], open: ReadonlyMap<string, Folding>): Graph {
  const constants = new Map(graph.constants);
  // Two convolutions with the same weights and the same folding keep sharing them.
  const names = new Map<string, string>();
  const store = (name: string, shape: readonly number[], data: Float32Array): string => {
    const key = `${shape.join()}:${Buffer.from(data.buffer).toString("latin1")}`;
    const known = names.get(key) ?? name;
    names.set(key, known);
    if (known === name) constants.set(name, { type: "float32", shape, bytes: new Uint8Array(data.buffer) });
    return known;
  };
  for (const { at, changed, weights, scale, shift } of open.values()) {
    if (!changed) continue;
    const node = kept[at]!;
    const [output, channels] = [node.outputs[0]!, scale.length];
    const data = floats(weights);
    const perOutput = data.length / channels;
    const scaled = data.map((weight, i) => weight * scale[Math.floor(i / perOutput)]!);
    const inputs = [
      node.inputs[0]!,
      store(`%w/${output}`, weights.shape, scaled),
      store(`%b/${output}`, [channels], Float32Array.from(shift)),
    ];
    kept[at] = { ...node, inputs };
  }
  return { ...graph, nodes: kept, constants };
}

/** A copy, because a constant's bytes need not lie at a multiple of four. */
function floats({ bytes }: Constant): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}
