import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ArchiveFormat } from "../plan/jobPlan.js";
import type { Archive } from "./archive.js";
import type { ArchiveEntry } from "./layout.js";
import { tarArchive } from "./tarArchive.js";
import { zipArchive } from "./zipArchive.js";

/** A file as it lies on the disk. */
export interface WrittenFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Writes an archive beside its place, syncs it, and renames it into place: under its name there is the whole file or none.
 * @param take is told of bytes before they are written, and refuses them by throwing.
 */
export async function writeArchive(
  path: string,
  format: ArchiveFormat,
  entries: AsyncIterable<ArchiveEntry>,
  take: (bytes: number) => void,
  signal: AbortSignal,
): Promise<WrittenFile> {
  const archive = format === "zip" ? zipArchive() : tarArchive();
  const hash = createHash("sha256");
  let bytes = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      try {
        take(chunk.length);
        bytes += chunk.length;
        hash.update(chunk);
        callback(null, chunk);
      } catch (error) {
        callback(error as Error);
      }
    },
  });
  const part = `${path}.part`;
  const file = createWriteStream(part, { flush: true });
  // An abort destroys all three, and one that reports it after the pipeline has ended would be an uncaught exception: the end of the server.
  for (const stream of [archive.stream, watch, file]) stream.on("error", () => {});
  const written = pipeline(archive.stream, watch, file, { signal });
  // Whichever fails first is the reason; the other then fails because of it.
  let reason: unknown;
  const noteReason = (error: unknown) => {
    reason ??= error;
    archive.stream.destroy(error as Error);
  };
  await Promise.all([fill(archive, entries).catch(noteReason), written.catch(noteReason)]);
  if (reason !== undefined) throw reason;
  await rename(part, path);
  return { bytes, sha256: hash.digest("hex") };
}

async function fill(archive: Archive, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  for await (const { name, bytes } of entries) await archive.add(name, bytes);
  archive.finish();
}
