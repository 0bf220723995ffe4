import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const MODEL_NETWORK = ["model", "network"] as const;
// From a cached answer to the deadline.
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/**
 * Every metric of a server, in a registry of its own. Labels have few values, all of them known in advance: models and networks that are
 * served, kinds of operations, codes of errors. Never a key, an address, a name that a client chose.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #in = { registers: [this.registry] };

  readonly buildInfo = new Gauge({
    ...this.#in,
    name: "semblance_build_info",
    help: "1, with the versions of Semblance and Node.js.",
    labelNames: ["version", "node"],
  });
  readonly operations = new Counter({
    ...this.#in,
    name: "semblance_operations_total",
    help: "Operations that ended, by door, kind, and the code of their first error or OK.",
    labelNames: ["door", "kind", "code"],
  });
  readonly operationSeconds = new Histogram({
    ...this.#in,
    name: "semblance_operation_seconds",
    help: "From an operation's arrival to its answer; for a subscription, to its end.",
    labelNames: ["kind"],
    buckets: SECONDS,
  });
  readonly operationImages = new Counter({
    ...this.#in,
    name: "semblance_operation_images_total",
    help: "Images that operations asked to read or to make: their cost.",
    labelNames: ["kind"],
  });
  readonly refusals = new Counter({
    ...this.#in,
    name: "semblance_refusals_total",
    help: "Errors that refuse work to protect the server or its owner, by code.",
    labelNames: ["reason"],
  });
  readonly stageSeconds = new Histogram({
    ...this.#in,
    name: "semblance_stage_seconds",
    help: "Per image or latent: decode (file to pixels), queue, run (its batch), total (queue and run), encode (pixels to file).",
    labelNames: ["stage", ...MODEL_NETWORK],
    buckets: SECONDS,
  });
  readonly queueRows = new Gauge({
    ...this.#in,
    name: "semblance_queue_rows",
    help: "Rows that wait for a network now.",
    labelNames: MODEL_NETWORK,
  });
  readonly queueCapacity = new Gauge({
    ...this.#in,
    name: "semblance_queue_capacity_rows",
    help: "Rows that may wait for one network.",
  });
  readonly batchRows = new Histogram({
    ...this.#in,
    name: "semblance_batch_rows",
    help: "Rows of a batch, without padding.",
    labelNames: MODEL_NETWORK,
    buckets: [1, 2, 4, 8, 16, 32, 64],
  });
  readonly paddingRows = new Counter({
    ...this.#in,
    name: "semblance_padding_rows_total",
    help: "Rows computed for nobody, to fill a batch to its size.",
    labelNames: MODEL_NETWORK,
  });
  readonly modelReady = new Gauge({
    ...this.#in,
    name: "semblance_model_ready",
    help: "Whether a model answers now.",
    labelNames: ["model"],
  });
  readonly bundlesRefused = new Gauge({
    ...this.#in,
    name: "semblance_bundles_refused",
    help: "Bundles that failed a check and are not served.",
  });
  readonly ready = new Gauge({ ...this.#in, name: "semblance_ready", help: "Whether /readyz answers 200." });
  readonly draining = new Gauge({
    ...this.#in,
    name: "semblance_draining",
    help: "Whether the server is shutting down.",
  });
  readonly runnerRestarts = new Counter({
    ...this.#in,
    name: "semblance_runner_restarts_total",
    help: "Runner processes that ended unasked and were replaced.",
    labelNames: ["model"],
  });
  readonly runnerResidentBytes = new Gauge({
    ...this.#in,
    name: "semblance_runner_resident_memory_bytes",
    help: "Memory of a model's runner process (Linux).",
    labelNames: ["model"],
  });
  readonly connections = new Gauge({
    ...this.#in,
    name: "semblance_open_connections",
    help: "Connections that are open, by protocol.",
    labelNames: ["protocol"],
  });
  readonly streams = new Gauge({
    ...this.#in,
    name: "semblance_open_streams",
    help: "Subscriptions that are running.",
    labelNames: ["door"],
  });

  readonly jobs = new Gauge({
    ...this.#in,
    name: "semblance_jobs",
    help: "Jobs in the store, by state, once this process has opened it.",
    labelNames: ["state"],
  });
  readonly dataFreeBytes = new Gauge({
    ...this.#in,
    name: "semblance_data_free_bytes",
    help: "Bytes that are free where the data folder lies.",
  });

  /** @param version of Semblance. */
  constructor(version: string) {
    this.buildInfo.set({ version, node: process.version }, 1);
    collectDefaultMetrics({ register: this.registry });
  }
}
