import type { Graph, GraphNode } from "../graph.js";

/** Common subexpression elimination: of two nodes with equal operator, attributes and inputs, the second reads the first's outputs. */
export function mergeEqualNodes(graph: Graph): Graph {
  const outputs = new Set(graph.outputs.map((output) => output.name));
  const renamed = new Map<string, string>();
  const known = new Map<string, GraphNode>();
  const kept: GraphNode[] = [];
  for (const original of graph.nodes) {
    const inputs = original.inputs.map((name) => renamed.get(name) ?? name);
    const node: GraphNode = { ...original, inputs };
    const key = `${node.op}(${inputs.join(",")})${JSON.stringify(node.attributes)}/${node.outputs.length}`;
    const equal = known.get(key);
    if (equal && !node.outputs.some((name) => outputs.has(name))) {
      node.outputs.forEach((name, i) => {
        renamed.set(name, equal.outputs[i]!);
      });
    } else {
      if (!equal) known.set(key, node);
      kept.push(node);
    }
  }
  return { ...graph, nodes: kept };
}
