import { Random } from "../../src/tensor/random.js";
import type { ModelContent } from "./saveModel.js";

const text = (value: string) => Buffer.from(value).toString("base64");
const float = { type: "DT_FLOAT" };
const weightNode = (name: string, type = "DT_FLOAT") => ({ name, op: "Const", attr: { dtype: { type } } });
const CONVOLUTION = {
  T: float,
  strides: { list: { i: ["1", "2", "2", "1"] } },
  padding: { s: text("SAME") },
  data_format: { s: text("NHWC") },
  dilations: { list: { i: ["1", "1", "1", "1"] } },
};

/** Nodes as TensorFlow's converter writes them; the batch size is read with Shape and put back with Pack, as Keras' Flatten does. */
const NODES = [
  {
    name: "images",
    op: "Placeholder",
    attr: { dtype: float, shape: { shape: { dim: [{ size: "-1" }, { size: "8" }, { size: "8" }, { size: "3" }] } } },
  },
  ...["kernel", "bias", "depthwise", "head", "shift"].map((name) => weightNode(name)),
  ...["axes", "zero", "one", "features"].map((name) => weightNode(name, "DT_INT32")),
  {
    name: "conv",
    op: "_FusedConv2D",
    input: ["images", "kernel", "bias"],
    attr: { ...CONVOLUTION, num_args: { i: "1" }, fused_ops: { list: { s: [text("BiasAdd"), text("Relu6")] } } },
  },
  { name: "deep", op: "DepthwiseConv2dNative", input: ["conv", "depthwise"], attr: CONVOLUTION },
  { name: "tanh", op: "Tanh", input: ["deep"], attr: { T: float } },
  { name: "shape", op: "Shape", input: ["tanh"], attr: { T: float, out_type: { type: "DT_INT32" } } },
  {
    name: "batch",
    op: "StridedSlice",
    input: ["shape", "zero", "one", "one"],
    attr: {
      shrink_axis_mask: { i: "1" },
      begin_mask: { i: "0" },
      end_mask: { i: "0" },
      ellipsis_mask: { i: "0" },
      new_axis_mask: { i: "0" },
    },
  },
  {
    name: "sizes",
    op: "Pack",
    input: ["batch", "features"],
    attr: { N: { i: "2" }, axis: { i: "0" }, T: { type: "DT_INT32" } },
  },
  { name: "flat", op: "Reshape", input: ["tanh", "sizes"], attr: { T: float } },
  {
    name: "product",
    op: "MatMul",
    input: ["flat", "head"],
    attr: { T: float, transpose_a: { b: false }, transpose_b: { b: false } },
  },
  { name: "logits", op: "AddV2", input: ["product", "shift"], attr: { T: float } },
  { name: "probabilities", op: "Softmax", input: ["logits"], attr: { T: float } },
  { name: "pooled", op: "Mean", input: ["tanh", "axes"], attr: { T: float, keep_dims: { b: false } } },
];

const FLOATS: [string, number[]][] = [
  ["kernel", [3, 3, 3, 4]],
  ["bias", [4]],
  ["depthwise", [3, 3, 4, 1]],
  ["head", [16, 5]],
  ["shift", [5]],
];
const INTEGERS: [string, number[], number[]][] = [
  ["axes", [2], [1, 2]],
  ["zero", [1], [0]],
  ["one", [1], [1]],
  ["features", [], [16]],
];

const tensorInfo = (name: string) => ({ name: `${name}:0`, dtype: "DT_FLOAT" });

/** A convolutional network as a frozen TensorFlow graph, with two outputs; `more` nodes may be added. */
export function smallGraphModel(more: readonly object[] = []): ModelContent {
  const floats = FLOATS.map(([name, shape], i) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return new Random(4, name, i).normals(size).map((value) => value / 2);
  });
  const integers = INTEGERS.map(([, , values]) => Int32Array.from(values));
  const bytes = Buffer.concat([...floats, ...integers].map(({ buffer }) => Buffer.from(buffer)));
  return {
    format: "graph-model",
    modelTopology: { node: [...NODES, ...more], library: {}, versions: { producer: 440 } },
    weights: [
      ...FLOATS.map(([name, shape]) => ({ name, shape, dtype: "float32" })),
      ...INTEGERS.map(([name, shape]) => ({ name, shape, dtype: "int32" })),
    ],
    data: new Uint8Array(bytes).buffer,
    signature: {
      inputs: {
        images: {
          ...tensorInfo("images"),
          tensorShape: { dim: [{ size: "-1" }, { size: "8" }, { size: "8" }, { size: "3" }] },
        },
      },
      outputs: { probabilities: tensorInfo("probabilities"), pooled: tensorInfo("pooled") },
    },
  };
}
