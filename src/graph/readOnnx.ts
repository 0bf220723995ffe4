import { elementTypeOf } from "./elementType.js";
import type { Attribute, Constant, Graph, ValueInfo } from "./graph.js";
import { IllegalGraphError } from "./illegalGraphError.js";
import { ATTRIBUTE_TYPE, ModelProto } from "./onnxSchema.js";

interface RawTensor {
  name: string;
  dims?: string[];
  dataType: number;
  rawData?: Uint8Array;
  dataLocation?: number;
}
interface RawValueInfo {
  name: string;
  type: { tensorType: { elemType: number; shape?: { dim?: { dimValue?: string; dimParam?: string }[] } } };
}
interface RawAttribute {
  name: string;
  type: number;
  f?: number;
  i?: string;
  s?: Uint8Array;
  ints?: string[];
}
interface RawModel {
  graph?: {
    node?: { opType: string; input?: string[]; output?: string[]; attribute?: RawAttribute[] }[];
    initializer?: RawTensor[];
    input?: RawValueInfo[];
    output?: RawValueInfo[];
  };
}

/** Reads the bytes of a model that {@link writeOnnx} wrote back into a graph. Tensors stored outside the file are refused. */
export function readOnnx(bytes: Uint8Array): Graph {
  const model = ModelProto.toObject(ModelProto.decode(bytes), { longs: String }) as RawModel;
  const graph = model.graph;
  if (!graph) throw new IllegalGraphError("Expected an ONNX model with a graph, found none.");
  return {
    inputs: (graph.input ?? []).map(readValueInfo),
    outputs: (graph.output ?? []).map(readValueInfo),
    nodes: (graph.node ?? []).map((node) => ({
      op: node.opType,
      inputs: node.input ?? [],
      outputs: node.output ?? [],
      attributes: Object.fromEntries(
        (node.attribute ?? []).map((attribute) => [attribute.name, readAttribute(attribute)]),
      ),
    })),
    constants: new Map((graph.initializer ?? []).map((tensor) => [tensor.name, readTensor(tensor)])),
  };
}

function readTensor(tensor: RawTensor): Constant {
  const type = elementTypeOf(tensor.dataType);
  if (type === undefined || tensor.dataLocation === 1) {
    throw new IllegalGraphError(`Constant "${tensor.name}" has a type or a place that graphs here may not use.`);
  }
  return { type, shape: (tensor.dims ?? []).map(Number), bytes: Uint8Array.from(tensor.rawData ?? []) };
}

function readValueInfo(value: RawValueInfo): ValueInfo {
  const { elemType, shape } = value.type.tensorType;
  const type = elementTypeOf(elemType);
  if (type === undefined)
    throw new IllegalGraphError(`Value "${value.name}" has element type ${elemType}, which is not used here.`);
  return { name: value.name, type, shape: (shape?.dim ?? []).map((d) => (d.dimParam ? -1 : Number(d.dimValue ?? 0))) };
}

function readAttribute(attribute: RawAttribute): Attribute {
  switch (attribute.type) {
    case ATTRIBUTE_TYPE.int:
      return Number(attribute.i ?? 0);
    case ATTRIBUTE_TYPE.float:
      return { float: attribute.f ?? 0 };
    case ATTRIBUTE_TYPE.string:
      return Buffer.from(attribute.s ?? []).toString();
    case ATTRIBUTE_TYPE.ints:
      return (attribute.ints ?? []).map(Number);
    default:
      throw new IllegalGraphError(`Attribute "${attribute.name}" has type ${attribute.type}, which is not used here.`);
  }
}
