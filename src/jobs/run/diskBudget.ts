import { JobStorageError } from "../errors/jobStorageError.js";

/** Bytes that the files of all jobs may take together. */
export class DiskBudget {
  readonly #limit: number;
  #used: number;

  constructor(limit: number, used: number) {
    this.#limit = limit;
    this.#used = used;
  }

  /** @throws JobStorageError */
  take(bytes: number): void {
    if (this.#used + bytes > this.#limit) {
      throw new JobStorageError(`the files of all jobs may take ${Math.floor(this.#limit / 2 ** 20)} MiB together`);
    }
    this.#used += bytes;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}
