import { checkGraph } from "./checkGraph.js";
import type { Graph } from "./graph.js";
import { foldAffineIntoConvolution } from "./passes/foldAffineIntoConvolution.js";
import { mergeEqualNodes } from "./passes/mergeEqualNodes.js";
import { removeDeadNodes } from "./passes/removeDeadNodes.js";

const PASSES: readonly ((graph: Graph) => Graph)[] = [
  removeDeadNodes,
  mergeEqualNodes,
  foldAffineIntoConvolution,
  removeDeadNodes,
];

/** Runs every pass once, checking the graph after each. */
export function optimise(graph: Graph): Graph {
  return PASSES.reduce((current, pass) => checkGraph(pass(current), pass.name), checkGraph(graph, "tracing"));
}
