import type { Readable } from "node:stream";

/** An archive being written: entries go in one after the other, bytes come out of `stream`. */
export interface Archive {
  readonly stream: Readable;
  /** Resolves when there is room for the next entry: a slow disk makes the caller wait instead of filling the memory. */
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** No more entries. */
  finish(): void;
}
