import type { Constant, Graph, GraphNode, ValueInfo } from "../graph/index.js";
import { BatchDependenceError } from "./batchDependenceError.js";
import { OpenConstants } from "./openConstants.js";

/**
 * One graph for any batch out of two graphs of the same function, traced for two batch sizes: what differs between them is the batch. Sizes
 * in shapes are computed from the input's own shape when the model runs, and constants that repeat along the batch are stored once.
 *
 * @throws BatchDependenceError where something else differs
 */
export function openBatch(a: Graph, b: Graph, sizes: readonly [number, number]): Graph {
  if (a.nodes.length !== b.nodes.length) throw new BatchDependenceError("its operators change with the batch size");
  const inputs = openInfos(a.inputs, b.inputs);
  const outputs = openInfos(a.outputs, b.outputs);
  const open = new OpenConstants(a.constants, inputs, sizes);
  const nodes: GraphNode[] = [];
  /** What each value of `a` is called in `b`. */
  const twins = new Map(inputs.map((input, i) => [input.name, b.inputs[i]!.name]));
  a.nodes.forEach((node, i) => {
    const twin = b.nodes[i]!;
    if (node.op !== twin.op || JSON.stringify(node.attributes) !== JSON.stringify(twin.attributes)) {
      throw new BatchDependenceError(`operator ${i} is ${node.op} for one batch size and ${twin.op} for another`);
    }
    const operands = node.inputs.map((input, k) => {
      const [first, second] = [a.constants.get(input), b.constants.get(twin.inputs[k]!)];
      if (first && second) return isSame(first, second) ? input : open.operand(node, k, first, second);
      if (first || second || (twins.get(input) ?? "") !== twin.inputs[k])
        throw new BatchDependenceError(`what operator ${i} (${node.op}) reads changes with the batch size`);
      return input;
    });
    node.outputs.forEach((output, k) => {
      twins.set(output, twin.outputs[k]!);
    });
    nodes.push(...open.takeNodes(), { ...node, inputs: operands });
  });
  return { nodes, constants: open.constants, inputs, outputs };
}

function openInfos(infos: readonly ValueInfo[], twins: readonly ValueInfo[]): ValueInfo[] {
  return infos.map((info, i) => ({
    ...info,
    shape: info.shape.map((size, axis) => (size === twins[i]!.shape[axis] ? size : -1)),
  }));
}

function isSame(a: Constant, b: Constant): boolean {
  return a.type === b.type && a.shape.join() === b.shape.join() && Buffer.compare(a.bytes, b.bytes) === 0;
}
