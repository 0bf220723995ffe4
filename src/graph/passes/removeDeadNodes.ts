import type { Constant, Graph, GraphNode } from "../graph.js";

/** Drops nodes and constants that no output depends on. */
export function removeDeadNodes(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map((output) => output.name));
  const kept: GraphNode[] = [];
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    const node = graph.nodes[i]!;
    if (!node.outputs.some((output) => needed.has(output))) continue;
    kept.push(node);
    for (const input of node.inputs) needed.add(input);
  }
  const constants = new Map<string, Constant>([...graph.constants].filter(([name]) => needed.has(name)));
  return { ...graph, nodes: kept.reverse(), constants };
}
