import protobuf from "protobufjs/light.js";

/**
 * The fields of ONNX's protobuf schema that a bundle's reader looks at; everything else, the weights above all, is skipped
 * unread. Field numbers from onnx.proto3 of the ONNX specification (IR version 3 and later).
 */
const root = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        graph: { type: "Graph", id: 7 },
        trainingInfo: { rule: "repeated", type: "TrainingInfo", id: 20 },
        functions: { rule: "repeated", type: "Function", id: 25 },
      },
    },
    TrainingInfo: { fields: { initialization: { type: "Graph", id: 1 }, algorithm: { type: "Graph", id: 2 } } },
    Function: { fields: { node: { rule: "repeated", type: "Node", id: 7 } } },
    Graph: {
      fields: {
        node: { rule: "repeated", type: "Node", id: 1 },
        initializer: { rule: "repeated", type: "Tensor", id: 5 },
        input: { rule: "repeated", type: "ValueInfo", id: 11 },
        output: { rule: "repeated", type: "ValueInfo", id: 12 },
        sparseInitializer: { rule: "repeated", type: "SparseTensor", id: 15 },
      },
    },
    Node: { fields: { attribute: { rule: "repeated", type: "Attribute", id: 5 } } },
    Attribute: {
      fields: {
        t: { type: "Tensor", id: 5 },
        g: { type: "Graph", id: 6 },
        tensors: { rule: "repeated", type: "Tensor", id: 10 },
        graphs: { rule: "repeated", type: "Graph", id: 11 },
        sparseTensor: { type: "SparseTensor", id: 22 },
        sparseTensors: { rule: "repeated", type: "SparseTensor", id: 23 },
      },
    },
    SparseTensor: { fields: { values: { type: "Tensor", id: 1 }, indices: { type: "Tensor", id: 2 } } },
    Tensor: {
      fields: {
        name: { type: "string", id: 8 },
        externalData: { rule: "repeated", type: "Entry", id: 13 },
        dataLocation: { type: "int32", id: 14 },
      },
    },
    Entry: { fields: { key: { type: "string", id: 1 }, value: { type: "string", id: 2 } } },
    ValueInfo: { fields: { name: { type: "string", id: 1 }, type: { type: "Type", id: 2 } } },
    Type: { fields: { tensorType: { type: "TensorType", id: 1 } } },
    TensorType: { fields: { elemType: { type: "int32", id: 1 }, shape: { type: "Shape", id: 2 } } },
    Shape: { fields: { dim: { rule: "repeated", type: "Dimension", id: 1 } } },
    Dimension: {
      oneofs: { size: { oneof: ["dimValue", "dimParam"] } },
      fields: { dimValue: { type: "int64", id: 1 }, dimParam: { type: "string", id: 2 } },
    },
  },
});

export interface OnnxTensor {
  readonly name?: string;
  readonly externalData?: readonly unknown[];
  readonly dataLocation?: number;
}

export interface OnnxSparseTensor {
  readonly values?: OnnxTensor;
  readonly indices?: OnnxTensor;
}

export interface OnnxAttribute {
  readonly t?: OnnxTensor;
  readonly g?: OnnxGraph;
  readonly tensors?: readonly OnnxTensor[];
  readonly graphs?: readonly OnnxGraph[];
  readonly sparseTensor?: OnnxSparseTensor;
  readonly sparseTensors?: readonly OnnxSparseTensor[];
}

export interface OnnxNode {
  readonly attribute?: readonly OnnxAttribute[];
}

export interface OnnxValueInfo {
  readonly name?: string;
  readonly type?: {
    readonly tensorType?: {
      readonly elemType?: number;
      readonly shape?: { readonly dim?: readonly { readonly dimValue?: number; readonly dimParam?: string }[] };
    };
  };
}

export interface OnnxGraph {
  readonly node?: readonly OnnxNode[];
  readonly initializer?: readonly OnnxTensor[];
  readonly sparseInitializer?: readonly OnnxSparseTensor[];
  readonly input?: readonly OnnxValueInfo[];
  readonly output?: readonly OnnxValueInfo[];
}

export interface OnnxModel {
  readonly graph?: OnnxGraph;
  readonly trainingInfo?: readonly { readonly initialization?: OnnxGraph; readonly algorithm?: OnnxGraph }[];
  readonly functions?: readonly { readonly node?: readonly OnnxNode[] }[];
}

const modelType = root.lookupType("Model");

/** Decodes those fields of an ONNX model. @throws Error when the bytes are no such protobuf message. */
export function decodeOnnxFields(bytes: Uint8Array): OnnxModel {
  return modelType.toObject(modelType.decode(bytes), { longs: Number }) as OnnxModel;
}
