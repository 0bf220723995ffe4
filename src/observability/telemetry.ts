import type { Tracer } from "@opentelemetry/api";
import type { Logger } from "pino";
import type { Metrics } from "./metrics/metrics.js";

/** Where operations report. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly log: Logger;
  /** Whether each operation is a line of the log. */
  readonly accessLog: boolean;
}
