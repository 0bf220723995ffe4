import type { Readable } from "node:stream";
import { pack } from "tar-stream";
import type { Archive } from "./archive.js";

/** A POSIX tar whose bytes depend on its entries only: owner 0, mode 0644, time 0. */
export function tarArchive(): Archive {
  const tar = pack();
  return {
    // streamx's Readable, which Node's pipeline takes as its own.
    stream: tar as unknown as Readable,
    add: (name, bytes) =>
      new Promise((resolve, reject) => {
        const entry = tar.entry(
          { name, size: bytes.length, mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) },
          (error) => (error ? reject(error) : resolve()),
        );
        // Destroying the archive destroys the entry that is being written, which reports it by an event too.
        entry.on("error", reject);
        entry.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      }),
    finish: () => tar.finalize(),
  };
}
