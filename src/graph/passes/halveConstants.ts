import { LARGEST_FLOAT16, toFloat16 } from "../../tensor/float16.js";
import { sizeOf } from "../../tensor/shape.js";
import { ELEMENT_TYPES } from "../elementType.js";
import type { Constant, Graph, GraphNode } from "../graph.js";

/** Gains, biases and statistics of a normalisation are small and are divided by: they stay as they are. */
const LEAST_ELEMENTS = 1024;

/**
 * Stores large float32 constants in half precision, each with a Cast back to float32 before everything else. onnxruntime computes such a Cast once,
 * when it opens the model, so only the file is smaller: the graph computes in float32, with constants rounded to 11 bits. A constant with
 * values that half precision cannot hold stays.
 */
export function halveConstants(graph: Graph): Graph {
  const constants = new Map<string, Constant>();
  const casts: GraphNode[] = [];
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  for (const [name, constant] of graph.constants) {
    const bytes = outputs.has(name) ? undefined : halved(constant);
    if (!bytes) {
      constants.set(name, constant);
      continue;
    }
    const stored = `${name}/half`;
    constants.set(stored, { type: "float16", shape: constant.shape, bytes });
    casts.push({ op: "Cast", inputs: [stored], outputs: [name], attributes: { to: ELEMENT_TYPES.float32 } });
  }
  return { ...graph, constants, nodes: [...casts, ...graph.nodes] };
}

function halved({ type, shape, bytes }: Constant): Uint8Array | undefined {
  if (type !== "float32" || sizeOf(shape) < LEAST_ELEMENTS) return undefined;
  // A copy: the bytes need not lie at a multiple of four.
  const values = new Float32Array(bytes.slice().buffer);
  if (!values.every((value) => Math.abs(value) <= LARGEST_FLOAT16)) return undefined;
  const halves = toFloat16(values);
  return new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength);
}
