import { Readable } from "node:stream";
import { inflateRawSync } from "node:zlib";
import { extract } from "tar-stream";

/** A file of an archive. */
export interface Entry {
  name: string;
  bytes: Buffer;
}

/** The files of a tar, in order. */
export async function untar(archive: Buffer): Promise<Entry[]> {
  const entries: Entry[] = [];
  const tar = Readable.from([archive]).pipe(extract());
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    entries.push({ name: entry.header.name, bytes: Buffer.concat(chunks) });
  }
  return entries;
}

/** The files of a zip, in the order of its directory (PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
export async function unzip(archive: Buffer): Promise<Entry[]> {
  const end = archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const stored = archive.subarray(start, start + size);
    entries.push({
      name: archive.toString("utf8", at + 46, at + 46 + name),
      bytes: method === 0 ? stored : inflateRawSync(stored),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
