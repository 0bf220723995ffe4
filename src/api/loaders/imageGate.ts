import { availableParallelism } from "node:os";
import { OverloadedError } from "../../serving/errors/overloadedError.js";
import { RequestCancelledError } from "../../serving/errors/requestCancelledError.js";

/** Images that may wait to be read. */
const CAPACITY = 4096;

/**
 * Reads as many images at a time as there are cores, so that an image whose client is gone, or that is late, is never read, and thousands at once
 * are refused instead of piling up. The reading itself is on libvips' threads.
 */
export class ImageGate {
  readonly #places: number;
  // Resumes one that waits.
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(places = Math.max(2, availableParallelism())) {
    this.#places = places;
  }

  /** @throws OverloadedError, RequestCancelledError */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#running >= this.#places) {
      if (this.#waiting.length >= CAPACITY) throw new OverloadedError(this.#waiting.length, CAPACITY, 1000);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    try {
      if (signal.aborted) throw new RequestCancelledError();
      return await work();
    } finally {
      // The place goes on to the next, or becomes free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

/** One for the process: cores are not multiplied by operations. */
export const imageGate = new ImageGate();
