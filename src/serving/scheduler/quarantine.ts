import { createHash } from "node:crypto";
import type { TensorData } from "../../tensor/hostTensor.js";

/** How long a row that failed alone is refused, in milliseconds. */
const SENTENCE_MS = 60_000;
const LARGEST = 1000;

/** Rows that failed when they ran alone, by the SHA-256 of their content, so that a client that repeats one does not stop everybody again. */
export class Quarantine {
  readonly #until = new Map<string, number>();

  condemn(row: TensorData): void {
    // The oldest goes first: a flood of different rows must not fill the memory.
    for (const oldest of this.#until.keys()) {
      if (this.#until.size < LARGEST) break;
      this.#until.delete(oldest);
    }
    this.#until.set(digest(row), performance.now() + SENTENCE_MS);
  }

  /** Costs nothing while nothing is condemned. */
  holds(row: TensorData): boolean {
    if (this.#until.size === 0) return false;
    const key = digest(row);
    const until = this.#until.get(key);
    if (until === undefined) return false;
    if (until > performance.now()) return true;
    this.#until.delete(key);
    return false;
  }
}

function digest(row: TensorData): string {
  return createHash("sha256")
    .update(new Uint8Array(row.buffer, row.byteOffset, row.byteLength))
    .digest("base64");
}
