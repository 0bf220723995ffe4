import { sizeOf } from "../tensor/shape.js";
import { bytesPerElement } from "./elementType.js";
import type { Graph, GraphNode } from "./graph.js";
import { IllegalGraphError } from "./illegalGraphError.js";
import { operatorArity } from "./operators.js";

/**
 * Throws {@link IllegalGraphError} unless every value is written once and before it is read, every operator is known and has as many
 * inputs as it may have, every constant has as many bytes as its shape says, and every output is written. `after` names the pass.
 */
export function checkGraph(graph: Graph, after: string): Graph {
  const fail = (message: string): never => {
    throw new IllegalGraphError(`Illegal graph after ${after}: ${message}`);
  };
  const written = new Set<string>();
  const write = (name: string, by: string) => {
    if (written.has(name)) fail(`${by} writes "${name}", which is already written.`);
    written.add(name);
  };
  for (const input of graph.inputs) write(input.name, "an input");
  for (const [name, constant] of graph.constants) {
    write(name, "a constant");
    const expected = sizeOf(constant.shape) * bytesPerElement(constant.type);
    if (constant.bytes.byteLength !== expected) {
      fail(
        `constant "${name}" ${constant.type}[${constant.shape}] needs ${expected} bytes, has ${constant.bytes.byteLength}.`,
      );
    }
  }
  graph.nodes.forEach((node, index) => {
    const where = `node ${index} (${node.op})`;
    checkArity(node, where, fail);
    for (const input of node.inputs)
      if (input !== "" && !written.has(input)) fail(`${where} reads "${input}" before it is written.`);
    for (const output of node.outputs) write(output, where);
  });
  for (const output of graph.outputs) if (!written.has(output.name)) fail(`output "${output.name}" is never written.`);
  return graph;
}

function checkArity(node: GraphNode, where: string, fail: (message: string) => never): void {
  const arity = operatorArity(node.op);
  if (arity === undefined) {
    fail(`${where} is not an operator that graphs here may use.`);
    return;
  }
  const [least, most] = arity;
  if (node.inputs.length < least || node.inputs.length > most) {
    fail(`${where} takes ${least} to ${most} inputs, has ${node.inputs.length}.`);
  }
}
