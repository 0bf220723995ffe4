import { invariant } from "../../errors/invariant.js";
import { toFloat16 } from "../../tensor/float16.js";
import { sizeOf } from "../../tensor/shape.js";
import { BYTES_OF, type NamedTensor, type StoredType } from "./namedTensor.js";

/**
 * The safetensors file of these tensors, in the order given, but F32 before F16: with the header padded with spaces to a multiple of 8 bytes, readers
 * which map the file find aligned data. Bytes are little-endian, as on every platform that onnxruntime ships for.
 */
export function writeSafetensors(tensors: ReadonlyMap<string, NamedTensor>): Uint8Array {
  const header: Record<string, { dtype: StoredType; shape: readonly number[]; data_offsets: [number, number] }> = {};
  const parts: Uint8Array[] = [];
  let end = 0;
  const widestFirst = [...tensors].sort(([, a], [, b]) => BYTES_OF[typeOf(b)] - BYTES_OF[typeOf(a)]);
  for (const [name, tensor] of widestFirst) {
    invariant(name !== "__metadata__", "A tensor cannot be called __metadata__.");
    const { shape, data } = tensor;
    invariant(sizeOf(shape) === data.length, `Tensor ${name} has ${data.length} elements for shape [${shape}].`);
    const numbers = typeOf(tensor) === "F16" ? toFloat16(data) : data;
    header[name] = { dtype: typeOf(tensor), shape, data_offsets: [end, end + numbers.byteLength] };
    parts.push(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    end += numbers.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.byteLength / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  let offset = 8 + length;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

function typeOf({ stored }: NamedTensor): StoredType {
  return stored ?? "F32";
}
