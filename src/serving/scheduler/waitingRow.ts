import type { TensorData } from "../../tensor/hostTensor.js";
import type { Row } from "./unpackRows.js";

/** One row between its submission and its answer, which comes once: whoever is late changes nothing. */
export class WaitingRow {
  readonly promise: Promise<Row>;
  readonly since = performance.now();
  #resolve!: (row: Row) => void;
  #reject!: (error: unknown) => void;
  #settled = false;

  /** @param signal the one that it was submitted under, for events. */
  constructor(
    readonly data: TensorData,
    readonly signal?: AbortSignal,
  ) {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether it was answered, failed, or abandoned. */
  get settled(): boolean {
    return this.#settled;
  }

  answer(row: Row): void {
    this.#settled = true;
    this.#resolve(row);
  }

  /** @returns whether it was still waiting. */
  fail(error: unknown): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#reject(error);
    return true;
  }
}
