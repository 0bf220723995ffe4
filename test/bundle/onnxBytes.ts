import protobuf from "protobufjs/light.js";

type Field = readonly [number: number, value: number | string | Uint8Array];

/** A protobuf message from its field numbers, so that the tests' ONNX files do not depend on the reader's own schema. */
export function message(...fields: readonly Field[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const [number, value] of fields) {
    if (typeof value === "number") writer.uint32(number * 8).int64(value);
    else if (typeof value === "string") writer.uint32(number * 8 + 2).string(value);
    else writer.uint32(number * 8 + 2).bytes(value);
  }
  return Uint8Array.from(writer.finish());
}

/** ValueInfoProto; a dimension of -1 is called "batch". */
function valueInfo(name: string, elemType: number, shape: readonly number[]): Uint8Array {
  const dims = shape.map((size) => [1, size === -1 ? message([2, "batch"]) : message([1, size])] as const);
  return message([1, name], [2, message([1, message([1, elemType], [2, message(...dims)])])]);
}

/** NodeProto with integer attributes. */
function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, number> = {},
): Uint8Array {
  return message(
    ...inputs.map((input) => [1, input] as const),
    [2, output],
    [4, op],
    ...Object.entries(attributes).map(([name, value]) => [5, message([1, name], [3, value], [20, 2])] as const),
  );
}

/** TensorProto of float32 (1) or int64 (7) with raw data. */
export function tensor(name: string, dims: readonly number[], data: Float32Array | BigInt64Array): Uint8Array {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(
    ...dims.map((dim) => [1, dim] as const),
    [2, data instanceof Float32Array ? 1 : 7],
    [8, name],
    [9, raw],
  );
}

/** TensorProto that says its data lies in another file. */
export function externalTensor(name: string, dims: readonly number[], location: string): Uint8Array {
  const entry = message([1, "location"], [2, location]);
  return message(...dims.map((dim) => [1, dim] as const), [2, 1], [8, name], [13, entry], [14, 1]);
}

type Value = readonly [name: string, elemType: number, shape: readonly number[]];

/** ModelProto, IR version 8, opset 17. */
export function model(graph: {
  readonly nodes: readonly Uint8Array[];
  readonly initializers: readonly Uint8Array[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}): Uint8Array {
  const graphProto = message(
    ...graph.nodes.map((bytes) => [1, bytes] as const),
    [2, "sample"],
    ...graph.initializers.map((bytes) => [5, bytes] as const),
    ...graph.inputs.map((value) => [11, valueInfo(...value)] as const),
    ...graph.outputs.map((value) => [12, valueInfo(...value)] as const),
  );
  return message([1, 8], [7, graphProto], [8, message([1, ""], [2, 17])]);
}

const FLOAT = 1;
const UINT8 = 2;

/** images → linear map → two outputs; `weights` overrides the stored matrix. */
export function imageModel(
  size: number,
  width: number,
  outputs: readonly [string, string],
  weights?: Uint8Array,
): Uint8Array {
  const pixels = size * size * 3;
  const matrix = Float32Array.from({ length: pixels * width }, (_, i) => Math.sin(i) / pixels);
  return model({
    nodes: [
      node("Cast", ["images"], "float", { to: FLOAT }),
      node("Flatten", ["float"], "flat", { axis: 1 }),
      node("MatMul", ["flat", "weights"], outputs[0]),
      node("Softmax", [outputs[0]], outputs[1], { axis: 1 }),
    ],
    initializers: [weights ?? tensor("weights", [pixels, width], matrix)],
    inputs: [["images", UINT8, [-1, size, size, 3]]],
    outputs: outputs.map((name) => [name, FLOAT, [-1, width]] as const),
  });
}

/** latents → linear map → images. */
export function decoderModel(size: number, width: number): Uint8Array {
  const pixels = size * size * 3;
  const matrix = Float32Array.from({ length: pixels * width }, (_, i) => 20 * Math.abs(Math.cos(i)));
  return model({
    nodes: [
      node("MatMul", ["latents", "weights"], "flat"),
      node("Abs", ["flat"], "positive"),
      node("Reshape", ["positive", "shape"], "float"),
      node("Cast", ["float"], "images", { to: UINT8 }),
    ],
    initializers: [
      tensor("weights", [width, pixels], matrix),
      tensor("shape", [4], BigInt64Array.from([-1n, BigInt(size), BigInt(size), 3n])),
    ],
    inputs: [["latents", FLOAT, [-1, width]]],
    outputs: [["images", UINT8, [-1, size, size, 3]]],
  });
}
