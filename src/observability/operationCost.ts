import type { StageReport } from "./stage.js";

/** What an operation cost, for the one who asked. */
export interface CostFigures {
  /** Images sent in that were decoded: equal ones once. */
  readonly imagesDecoded: number;
  /** Rows of this operation that ran, by network: an image or a latent each. */
  readonly rows: Readonly<Record<string, number>>;
  /** Milliseconds that its rows waited, one batch after another. */
  readonly queueMs: number;
}

/** Sums up the stages of one operation. */
export class OperationCost {
  #imagesDecoded = 0;
  #queueMs = 0;
  readonly #rows: Record<string, number> = {};

  add({ stage, startMs, endMs, network, ownRows = 0 }: StageReport): void {
    if (stage === "decode") this.#imagesDecoded++;
    else if (stage === "queue") this.#queueMs += endMs - startMs;
    else if (stage === "run" && network) this.#rows[network] = (this.#rows[network] ?? 0) + ownRows;
  }

  get figures(): CostFigures {
    const queueMs = Math.round(this.#queueMs * 100) / 100;
    return { imagesDecoded: this.#imagesDecoded, rows: { ...this.#rows }, queueMs };
  }
}
