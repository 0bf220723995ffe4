/** A file of an archive. */
export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Little-endian numbers of two (`H`) and four (`I`) bytes, as in Python's struct. */
function pack(format: string, values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  [...format].forEach((letter, i) => {
    for (let k = 0; k < (letter === "H" ? 2 : 4); k++) bytes.push(((values[i] ?? 0) / 2 ** (8 * k)) & 255);
  });
  return Uint8Array.from(bytes);
}

/** Fixed, so that the same faces are the same archive: 1 January 1980. */
const DATE = 33;
/** Names are UTF-8. */
const FLAGS = 0x800;

/** A ZIP archive (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16), stored and not compressed: images already are. */
export function zip(entries: readonly Entry[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const path = new TextEncoder().encode(name);
    const about = [20, FLAGS, 0, 0, DATE, crc32(bytes), bytes.length, bytes.length, path.length, 0];
    const header = pack("IHHHHHIIIHH", [0x04034b50, ...about]);
    directory.push(pack("IHHHHHHIIIHHHHHII", [0x02014b50, 20, ...about, 0, 0, 0, 0, offset]), path);
    parts.push(header, path, bytes);
    offset += header.length + path.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = pack("IHHHHIIH", [0x06054b50, 0, 0, entries.length, entries.length, size, offset, 0]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
