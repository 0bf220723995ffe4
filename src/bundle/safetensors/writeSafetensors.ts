import { invariant } from "../../errors/invariant.js";
import { sizeOf } from "../../tensor/shape.js";
import type { NamedTensor } from "./namedTensor.js";

/**
 * The safetensors file of these F32 tensors, in the order given. The header is padded with spaces to a multiple of 8 bytes, so
 * that readers which map the file find aligned data. Bytes are little-endian, as on every platform that onnxruntime ships for.
 */
export function writeSafetensors(tensors: ReadonlyMap<string, NamedTensor>): Uint8Array {
  const header: Record<string, { dtype: "F32"; shape: readonly number[]; data_offsets: [number, number] }> = {};
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    invariant(name !== "__metadata__", "A tensor cannot be called __metadata__.");
    invariant(sizeOf(shape) === data.length, `Tensor ${name} has ${data.length} elements for shape [${shape}].`);
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.byteLength / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  let offset = 8 + length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}
