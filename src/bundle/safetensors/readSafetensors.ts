import { z } from "zod";
import { fromFloat16 } from "../../tensor/float16.js";
import { SafetensorsError } from "../errors/safetensorsError.js";
import { BYTES_OF, type NamedTensor, type StoredType } from "./namedTensor.js";

/** The format's own limit: a header beyond it is an attack on the parser, not a model. */
const LARGEST_HEADER = 100_000_000;

const count = z.int().min(0);
const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(count).max(8),
  data_offsets: z.tuple([count, count]),
});
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string());

/**
 * Reads a safetensors file of F32 and F16 tensors, both as float32: 8 bytes header length (little-endian), a JSON header, then the data. Strict in what
 * the format's library is strict in: the tensors must cover the data exactly, without hole, overlap or rest, and each must be as
 * large as its shape says. The returned arrays are copies, in the order in which they lie in the file.
 *
 * @throws SafetensorsError naming the fault.
 */
export function readSafetensors(bytes: Uint8Array): Map<string, NamedTensor> {
  const { text, dataStart } = readHeader(bytes);
  const entries = parseHeader(text);
  const tensors = new Map<string, NamedTensor>();
  const available = bytes.byteLength - dataStart;
  let end = 0;
  for (const [name, entry] of entries) {
    const [start, stop] = entry.data_offsets;
    if (start !== end || stop < start || stop > available) {
      throw new SafetensorsError(
        "InvalidOffset",
        `expected tensor "${name}" to begin at byte ${end} and to end by byte ${available} of the data, got ${start} to ${stop}.`,
      );
    }
    const size = elementCount(name, entry.shape);
    const each = BYTES_OF[entry.dtype];
    if (size * each !== stop - start) {
      throw new SafetensorsError(
        "TensorInvalidInfo",
        `expected tensor "${name}" of shape [${entry.shape}] to take ${size * each} bytes, got ${stop - start}.`,
      );
    }
    const copy = bytes.slice(dataStart + start, dataStart + stop);
    const data =
      entry.dtype === "F32"
        ? new Float32Array(copy.buffer, copy.byteOffset, size)
        : fromFloat16(new Uint16Array(copy.buffer, copy.byteOffset, size));
    tensors.set(name, { shape: entry.shape, data, ...(entry.dtype === "F16" && { stored: entry.dtype }) });
    end = stop;
  }
  if (end !== available) {
    throw new SafetensorsError(
      "MetadataIncompleteBuffer",
      `expected the tensors to cover all ${available} bytes of data, but they end at byte ${end}.`,
    );
  }
  return tensors;
}

function readHeader(bytes: Uint8Array): { text: string; dataStart: number } {
  if (bytes.byteLength < 8) {
    throw new SafetensorsError("HeaderTooSmall", `expected at least 8 bytes, got ${bytes.byteLength}.`);
  }
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > LARGEST_HEADER) {
    throw new SafetensorsError(
      "HeaderTooLarge",
      `expected a header of at most ${LARGEST_HEADER} bytes, got ${length}.`,
    );
  }
  if (8 + length > bytes.byteLength) {
    throw new SafetensorsError(
      "InvalidHeaderLength",
      `expected a header within the file of ${bytes.byteLength} bytes, got a header of ${length}.`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, 8 + length));
  } catch (cause) {
    throw new SafetensorsError("InvalidHeader", "expected the header to be UTF-8.", { cause });
  }
  if (!text.startsWith("{")) {
    throw new SafetensorsError("InvalidHeaderStart", `expected the header to begin with "{".`);
  }
  return { text, dataStart: 8 + length };
}

type Entry = Omit<z.infer<typeof entrySchema>, "dtype"> & { readonly dtype: StoredType };

/** The header's tensors in the order of their offsets. */
function parseHeader(text: string): [string, Entry][] {
  let header: Record<string, unknown>;
  try {
    header = headerSchema.parse(JSON.parse(text));
    if (Object.hasOwn(header, "__metadata__")) metadataSchema.parse(header.__metadata__);
  } catch (cause) {
    throw new SafetensorsError("InvalidHeaderDeserialization", "expected the header to be a JSON object of tensors.", {
      cause,
    });
  }
  const entries: [string, Entry][] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const entry = entrySchema.safeParse(value);
    if (!entry.success) {
      throw new SafetensorsError(
        "InvalidHeaderDeserialization",
        `expected tensor "${name}" to have dtype, shape and data_offsets: ${z.prettifyError(entry.error)}`,
      );
    }
    const { dtype } = entry.data;
    if (dtype !== "F32" && dtype !== "F16") {
      throw new SafetensorsError("UnsupportedDtype", `expected tensor "${name}" to be F32 or F16, got ${dtype}.`);
    }
    entries.push([name, { ...entry.data, dtype }]);
  }
  // JSON.parse silently keeps the last of two equal keys. Inside a JSON string the closing quote would be escaped, so this
  // counts keys and nothing else.
  const written = text.match(/"data_offsets"\s*:/g)?.length ?? 0;
  if (written !== entries.length) {
    throw new SafetensorsError(
      "DuplicateName",
      `expected every name once, got ${written} entries for ${entries.length} names.`,
    );
  }
  return entries.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
}

function elementCount(name: string, shape: readonly number[]): number {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (!Number.isSafeInteger(size * 4)) {
    throw new SafetensorsError("ValidationOverflow", `expected tensor "${name}" to have a size that can be addressed.`);
  }
  return size;
}
