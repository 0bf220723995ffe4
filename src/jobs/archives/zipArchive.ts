import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { ZipFile } from "yazl";
import type { Archive } from "./archive.js";

/**
 * A zip whose bytes depend on its entries only. Entries are stored as they are: image files do not get smaller. The time is the earliest
 * that the format knows, in the format's own local time, which is the same bytes in every time zone.
 */
export function zipArchive(): Archive {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable & Writable;
  zip.on("error", (error: Error) => out.destroy(error));
  const mtime = new Date(1980, 0, 1);
  return {
    stream: out,
    async add(name, bytes) {
      if (out.destroyed) throw out.errored ?? new Error("The archive was given up.");
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      zip.addBuffer(buffer, name, { compress: false, mtime, mode: 0o100644, forceDosTimestamp: true });
      // yazl turns to the next entry in a later turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      if (!out.writableNeedDrain || out.destroyed) return;
      const given = new AbortController();
      await Promise.race([
        once(out, "drain", { signal: given.signal }),
        once(out, "close", { signal: given.signal }),
      ]).finally(() => given.abort());
    },
    finish: () => zip.end(),
  };
}
