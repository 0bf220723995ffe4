import type { Logger } from "pino";
import { type Configuration, VERSION } from "../config/index.js";
import { Metrics } from "./metrics/metrics.js";
import type { Telemetry } from "./telemetry.js";
import { startTracing } from "./traces/startTracing.js";

/** Metrics, traces and log of one server. `close` sends the spans that are still here. */
export async function startTelemetry(
  configuration: Configuration,
  log: Logger,
): Promise<Telemetry & { close(): Promise<void> }> {
  const metrics = new Metrics(VERSION);
  metrics.queueCapacity.set(configuration.limits.queueRows);
  const { tracer, close } = await startTracing(configuration.observability, VERSION);
  return { metrics, tracer, log, accessLog: configuration.observability.accessLog, close };
}
