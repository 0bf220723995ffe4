import type { RanEvent, ServingObserver } from "../../serving/events/servingEvent.js";
import type { Operation } from "../operation.js";
import { operationOf } from "../operationOfSignal.js";
import type { Metrics } from "./metrics.js";

/** Counts what happens in queues and runners, and tells the operations that wait there what became of their rows. */
export function countServing(metrics: Metrics): ServingObserver {
  return (event) => {
    const { model } = event;
    if (event.kind === "queued") metrics.queueRows.set({ model, network: event.network }, event.waiting);
    else if (event.kind === "batched") {
      const { network, rows, bucket, waiting } = event;
      metrics.queueRows.set({ model, network }, waiting);
      metrics.batchRows.observe({ model, network }, rows);
      metrics.paddingRows.inc({ model, network }, bucket - rows);
    } else if (event.kind === "ran") countRun(metrics, event);
    else if (event.kind === "runner" && event.state !== "ready") metrics.runnerRestarts.inc({ model });
  };
}

function countRun(metrics: Metrics, { model, network, submissions, sentMs, runMs, failed }: RanEvent): void {
  const endMs = sentMs + runMs;
  const observe = (stage: string, ms: number) => metrics.stageSeconds.observe({ stage, model, network }, ms / 1000);
  const waited = new Map<Operation, { startMs: number; ownRows: number }>();
  for (const { sinceMs, signal } of submissions) {
    // The rows of a batch that failed run again, each by itself.
    if (failed === undefined) {
      observe("queue", sentMs - sinceMs);
      observe("run", runMs);
      observe("total", endMs - sinceMs);
    }
    const operation = operationOf(signal);
    if (!operation) continue;
    const { startMs, ownRows } = waited.get(operation) ?? { startMs: sinceMs, ownRows: 0 };
    waited.set(operation, { startMs: Math.min(sinceMs, startMs), ownRows: ownRows + 1 });
  }
  for (const [operation, { startMs, ownRows }] of waited) {
    operation.report({ stage: "queue", startMs, endMs: sentMs, model, network });
    operation.report({ stage: "run", startMs: sentMs, endMs, model, network, rows: submissions.length, ownRows });
  }
}
