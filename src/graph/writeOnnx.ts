import { checkGraph } from "./checkGraph.js";
import { ELEMENT_TYPES } from "./elementType.js";
import type { Attribute, Graph, ValueInfo } from "./graph.js";
import { ATTRIBUTE_TYPE, IR_VERSION, ModelProto, OPSET } from "./onnxSchema.js";

/** Prints a graph as an ONNX model (opset 18). The same graph gives the same bytes. */
export function writeOnnx(graph: Graph): Uint8Array {
  checkGraph(graph, "writing");
  return ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: "semblance",
    opsetImport: [{ domain: "", version: OPSET }],
    graph: {
      name: "graph",
      node: graph.nodes.map((node) => ({
        // A name is what a node is kept off a device by; see nodesKeptOnProcessor.
        ...(node.outputs.length > 1 && { name: node.outputs[0] }),
        opType: node.op,
        input: node.inputs,
        output: node.outputs,
        attribute: Object.entries(node.attributes).map(([name, value]) => writeAttribute(name, value)),
      })),
      initializer: [...graph.constants].map(([name, constant]) => ({
        name,
        dims: constant.shape,
        dataType: ELEMENT_TYPES[constant.type],
        rawData: constant.bytes,
      })),
      input: graph.inputs.map(writeValueInfo),
      output: graph.outputs.map(writeValueInfo),
    },
  }).finish();
}

function writeAttribute(name: string, value: Attribute): object {
  if (typeof value === "number") return { name, type: ATTRIBUTE_TYPE.int, i: value };
  if (typeof value === "string") return { name, type: ATTRIBUTE_TYPE.string, s: Buffer.from(value) };
  if ("float" in value) return { name, type: ATTRIBUTE_TYPE.float, f: value.float };
  return { name, type: ATTRIBUTE_TYPE.ints, ints: value };
}

function writeValueInfo(value: ValueInfo): object {
  const dim = value.shape.map((size) => (size === -1 ? { dimParam: "batch" } : { dimValue: size }));
  return { name: value.name, type: { tensorType: { elemType: ELEMENT_TYPES[value.type], shape: { dim } } } };
}
