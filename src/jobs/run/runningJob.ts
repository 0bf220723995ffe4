import type { LiveProgress } from "../jobView.js";

/** A job that is being run by this process. */
export class RunningJob {
  readonly controller = new AbortController();
  /** Resolves when its run is over, however it ended; never rejects. */
  ended: Promise<void> = Promise.resolve();
  readonly #started = performance.now();
  #made = 0;
  #unfinished = 0;

  get progress(): LiveProgress {
    const seconds = (performance.now() - this.#started) / 1000;
    return { unfinished: this.#unfinished, imagesPerSecond: this.#made > 0 ? this.#made / seconds : undefined };
  }

  imageMade(): void {
    this.#made++;
    this.#unfinished++;
  }

  shardFinished(): void {
    this.#unfinished = 0;
  }
}
