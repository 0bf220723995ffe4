import type { ServingEvent } from "./servingEvent.js";

/** What one network did in the last minute. */
export interface NetworkActivity {
  readonly model: string;
  readonly network: string;
  /** Rows that wait now. */
  readonly waiting: number;
  /** Rows that were answered. */
  readonly rows: number;
  /** How often a batch had how many rows, by rows. */
  readonly batchSizes: readonly { readonly rows: number; readonly count: number }[];
  /** Per row, in milliseconds: in the queue. */
  readonly waitMs: readonly number[];
  /** Per batch, in milliseconds: from the runner's being asked to its answer. */
  readonly runMs: readonly number[];
  /** Rows that got no answer: refused, late, cancelled or failed. */
  readonly unanswered: number;
}

const WINDOW_MS = 60_000;
/** Of each kind and network; a busy server's last minute is told from the latest. */
const MOST_SAMPLES = 2048;

/** Values with the time at which they came, of the last minute. */
class Recent<T> {
  #samples: { readonly at: number; readonly value: T }[] = [];

  add(at: number, value: T): void {
    this.#samples.push({ at, value });
    if (this.#samples.length > 2 * MOST_SAMPLES) this.#samples = this.#samples.slice(-MOST_SAMPLES);
  }

  since(time: number): T[] {
    return this.#samples.filter(({ at }) => at >= time).map(({ value }) => value);
  }
}

interface Network {
  readonly model: string;
  readonly network: string;
  waiting: number;
  readonly batches: Recent<number>;
  readonly waits: Recent<number>;
  readonly runs: Recent<number>;
  readonly unanswered: Recent<number>;
}

/** The last minute of every network, for people who look; metrics are for machines. Never holds any of an image. */
export class Activity {
  readonly #networks = new Map<string, Network>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  observe(event: ServingEvent): void {
    if (event.kind === "runner" || event.kind === "model") return;
    const at = this.#now();
    const network = this.#network(event.model, event.network);
    if (event.kind === "unanswered") network.unanswered.add(at, event.rows);
    if (event.kind === "queued" || event.kind === "batched") network.waiting = event.waiting;
    if (event.kind === "batched") for (const wait of event.waitedMs) network.waits.add(at, wait);
    if (event.kind === "ran" && event.failed === undefined) {
      network.batches.add(at, event.rows);
      network.runs.add(at, event.runMs);
    }
  }

  /** The networks that have worked since the server started, by model and name. */
  networks(): NetworkActivity[] {
    const since = this.#now() - WINDOW_MS;
    return [...this.#networks.values()].map(({ model, network, waiting, batches, waits, runs, unanswered }) => {
      const sizes = batches.since(since);
      const counts = new Map<number, number>();
      for (const rows of sizes) counts.set(rows, (counts.get(rows) ?? 0) + 1);
      return {
        ...{ model, network, waiting },
        rows: sum(sizes),
        batchSizes: [...counts].sort(([a], [b]) => a - b).map(([rows, count]) => ({ rows, count })),
        waitMs: waits.since(since),
        runMs: runs.since(since),
        unanswered: sum(unanswered.since(since)),
      };
    });
  }

  #network(model: string, network: string): Network {
    const key = `${model} ${network}`;
    const found = this.#networks.get(key) ?? {
      ...{ model, network, waiting: 0 },
      ...{ batches: new Recent<number>(), waits: new Recent<number>(), runs: new Recent<number>() },
      unanswered: new Recent<number>(),
    };
    this.#networks.set(key, found);
    return found;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
