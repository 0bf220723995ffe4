import type { Constant, Graph, GraphNode } from "../graph.js";
import { float } from "../graph.js";

/**
 * relu(x - a x) + a x is a leaky ReLU with slope a (0 < a < 1): networks ported from frameworks without one spell it so. One operator
 * reads x once, and runtimes merge it into the convolution before it. Dead nodes are left for another pass.
 */
export function fuseLeakyRelu(graph: Graph): Graph {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const maker = (name: string | undefined, op: string): GraphNode | undefined => {
    const node = name === undefined ? undefined : makers.get(name);
    return node?.op === op ? node : undefined;
  };
  const nodes = graph.nodes.map((node) => {
    if (node.op !== "Add") return node;
    for (const [first, second] of [node.inputs, [...node.inputs].reverse()]) {
      const relu = maker(first, "Relu");
      const difference = maker(relu?.inputs[0], "Sub");
      const product = maker(second, "Mul");
      if (!difference || !product || difference.inputs[1] !== second) continue;
      const x = difference.inputs[0];
      const factor = product.inputs.find((input) => input !== x);
      const slope = factor === undefined ? undefined : scalarOf(graph.constants.get(factor));
      if (x === undefined || !product.inputs.includes(x) || slope === undefined || slope <= 0 || slope >= 1) continue;
      return { ...node, op: "LeakyRelu", inputs: [x], attributes: { alpha: float(slope) } };
    }
    return node;
  });
  return { ...graph, nodes };
}

function scalarOf(constant: Constant | undefined): number | undefined {
  if (constant?.type !== "float32" || constant.bytes.byteLength !== 4) return undefined;
  return new DataView(constant.bytes.buffer, constant.bytes.byteOffset, 4).getFloat32(0, true);
}
