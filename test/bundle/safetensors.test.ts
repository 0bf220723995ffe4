import { describe, expect, it } from "vitest";
import { readSafetensors, writeSafetensors } from "../../src/bundle/index.js";

/** A safetensors file from its parts: header text, data, and the header length it claims. */
function file(header: string | Uint8Array, data: number, claimed?: bigint): Uint8Array {
  const text = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const one = (fields: object) => JSON.stringify({ a: { dtype: "F32", shape: [2], data_offsets: [0, 8], ...fields } });
const two = (a: [number, number], b: [number, number], shape = [2]) =>
  JSON.stringify({ a: { dtype: "F32", shape, data_offsets: a }, b: { dtype: "F32", shape: [2], data_offsets: b } });

describe("safetensors", () => {
  it("gives back what was written, empty tensors and scalars too", () => {
    const tensors = new Map([
      ["vector", { shape: [3], data: Float32Array.of(1, -2.5, 3e-38) }],
      ["empty", { shape: [0, 4], data: new Float32Array(0) }],
      ["scalar", { shape: [], data: Float32Array.of(7) }],
      ['größe "x"', { shape: [1, 2], data: new Float32Array([9, 8, 7, 6]).subarray(1, 3) }],
    ]);
    expect([...readSafetensors(writeSafetensors(tensors))]).toEqual([...tensors]);
  });

  it("is laid out as the format says: length, JSON padded to 8 bytes, little-endian data", () => {
    const bytes = writeSafetensors(new Map([["a", { shape: [2], data: Float32Array.of(1, 2) }]]));
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual(JSON.parse(one({})));
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
  });

  it("holds half precision too, after what is wider, and gives back its values", () => {
    const tensors = new Map([
      ["half", { shape: [3], data: Float32Array.of(1, -2, 1 / 3), stored: "F16" as const }],
      ["single", { shape: [1], data: Float32Array.of(1 / 3) }],
    ]);
    const bytes = writeSafetensors(tensors);
    expect([...bytes.subarray(-6)]).toEqual([0x00, 0x3c, 0x00, 0xc0, 0x55, 0x35]);
    const read = readSafetensors(bytes);
    expect([...read.keys()]).toEqual(["single", "half"]);
    expect(read.get("half")).toEqual({ shape: [3], data: Float32Array.of(1, -2, 0.333251953125), stored: "F16" });
    expect(read.get("single")!.data[0]).toBe(Math.fround(1 / 3));
  });

  it("reads a file by another writer: metadata, any order of names, unaligned data", () => {
    const header = `{"__metadata__":{"by":"x"},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} `;
    expect([...readSafetensors(file(header, 8)).keys()]).toEqual(["a", "b"]);
    expect(readSafetensors(file("{}", 0)).size).toBe(0);
  });

  const hostile: [string, string, Uint8Array][] = [
    ["an empty file", "HeaderTooSmall", new Uint8Array(0)],
    ["seven bytes", "HeaderTooSmall", new Uint8Array(7)],
    ["a header of 2^63 bytes", "HeaderTooLarge", file("{}", 0, 1n << 63n)],
    ["a header just over the limit", "HeaderTooLarge", file("{}", 0, 100_000_001n)],
    ["a header longer than the file", "InvalidHeaderLength", file("{}", 0, 3n)],
    ["bytes that are no UTF-8", "InvalidHeader", file(Uint8Array.of(0x7b, 0xff, 0x7d), 0)],
    ["a header that begins with a space", "InvalidHeaderStart", file(" {}", 0)],
    ["a byte order mark", "InvalidHeaderStart", file("\ufeff{}", 0)],
    ["an empty header", "InvalidHeaderStart", file("", 0)],
    ["an array", "InvalidHeaderStart", file("[]", 0)],
    ["broken JSON", "InvalidHeaderDeserialization", file("{", 0)],
    ["text after the JSON", "InvalidHeaderDeserialization", file("{} {}", 0)],
    ["a tensor without a shape", "InvalidHeaderDeserialization", file(`{"a":{"dtype":"F32","data_offsets":[0,8]}}`, 8)],
    ["a negative dimension", "InvalidHeaderDeserialization", file(one({ shape: [-2] }), 8)],
    ["a fraction of a dimension", "InvalidHeaderDeserialization", file(one({ shape: [2.5] }), 10)],
    ["a negative offset", "InvalidHeaderDeserialization", file(one({ data_offsets: [-8, 0] }), 8)],
    ["three offsets", "InvalidHeaderDeserialization", file(one({ data_offsets: [0, 4, 8] }), 8)],
    ["metadata that is no text", "InvalidHeaderDeserialization", file(`{"__metadata__":{"a":1}}`, 0)],
    ["an unknown field", "InvalidHeaderDeserialization", file(one({ file: "/etc/passwd" }), 8)],
    ["another element type", "UnsupportedDtype", file(one({ dtype: "BF16", data_offsets: [0, 4] }), 4)],
    ["a shape larger than its data", "TensorInvalidInfo", file(one({ shape: [3] }), 8)],
    ["a shape smaller than its data", "TensorInvalidInfo", file(one({ shape: [1] }), 8)],
    ["a shape that overflows", "ValidationOverflow", file(one({ shape: [2 ** 30, 2 ** 30] }), 8)],
    ["data that ends before it begins", "InvalidOffset", file(one({ data_offsets: [8, 0] }), 8)],
    ["data beyond the file", "InvalidOffset", file(one({ shape: [4], data_offsets: [0, 16] }), 8)],
    ["a hole at the start", "InvalidOffset", file(one({ data_offsets: [4, 12] }), 12)],
    ["a hole in the middle", "InvalidOffset", file(two([0, 8], [12, 20]), 20)],
    ["an overlap", "InvalidOffset", file(two([0, 8], [4, 12]), 12)],
    ["two tensors at one place", "InvalidOffset", file(two([0, 8], [0, 8]), 8)],
    ["a rest after the last tensor", "MetadataIncompleteBuffer", file(one({}), 9)],
    ["data without tensors", "MetadataIncompleteBuffer", file("{}", 1)],
    [
      "one name twice",
      "DuplicateName",
      file(
        `{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`,
        8,
      ),
    ],
  ];
  it.each(hostile)("refuses %s: %s", (_, fault, bytes) => {
    expect(() => readSafetensors(bytes)).toThrow(expect.objectContaining({ code: "BUNDLE_SAFETENSORS", fault }));
  });
});
