import { ROOT_CONTEXT, type Span, type SpanContext, SpanStatusCode, trace } from "@opentelemetry/api";
import { boundedCode } from "./metrics/boundedCode.js";
import { isRefusal } from "./metrics/refusals.js";
import { OperationCost } from "./operationCost.js";
import type { StageReport } from "./stage.js";
import type { Telemetry } from "./telemetry.js";

/** By which way an operation came. */
export type Door = "http" | "websocket" | "sse";

/** What an operation is, known when its document has been read; all of it from the schema, nothing that a client chose. */
export interface OperationFacts {
  readonly kind: string;
  /** Names of root fields. */
  readonly fields: readonly string[];
  /** Images that it reads or makes: its cost. */
  readonly images: number;
}

/**
 * One operation from arrival to answer: a span with a child for each stage, metrics, and one line of the log. None of them holds anything of
 * the document, the variables or the answer but counts, codes and names of the schema.
 */
export class Operation {
  readonly requestId: string;
  readonly door: Door;
  /** What it cost so far. */
  readonly cost = new OperationCost();
  readonly #telemetry: Telemetry;
  readonly #span: Span;
  readonly #startMs = performance.now();
  readonly #stages = new Map<string, number>();
  readonly #codes = new Set<string>();
  #facts: OperationFacts = { kind: "unknown", fields: [], images: 0 };
  #ended = false;

  /** @param parent the span that the client, or a proxy, asks from. */
  constructor(telemetry: Telemetry, door: Door, requestId: string, parent?: SpanContext) {
    this.#telemetry = telemetry;
    this.door = door;
    this.requestId = requestId;
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    const attributes = { "semblance.door": door, "semblance.request_id": requestId };
    this.#span = telemetry.tracer.startSpan("operation", { attributes }, context);
  }

  /** Of its span, for the client; undefined when nobody traces. */
  get spanContext(): SpanContext | undefined {
    const context = this.#span.spanContext();
    return trace.isSpanContextValid(context) ? context : undefined;
  }

  describe(facts: OperationFacts): void {
    this.#facts = facts;
    this.#span.setAttributes({
      "graphql.operation.type": facts.kind,
      "semblance.fields": [...facts.fields],
      "semblance.images": facts.images,
    });
    if (facts.kind === "subscription") this.#telemetry.metrics.streams.inc({ door: this.door });
  }

  /** Adds a stage that is over: a child span, and its time to the line of the log. */
  report(report: StageReport): void {
    const { stage, startMs, endMs, model, network, rows } = report;
    this.cost.add(report);
    this.#stages.set(stage, (this.#stages.get(stage) ?? 0) + endMs - startMs);
    const attributes = {
      ...(model && { "semblance.model": model }),
      ...(network && { "semblance.network": network }),
      ...(rows !== undefined && { "semblance.rows": rows }),
    };
    const context = trace.setSpan(ROOT_CONTEXT, this.#span);
    this.#telemetry.tracer.startSpan(stage, { startTime: startMs, attributes }, context).end(endMs);
  }

  /** Does the work of a stage that this process does itself, and reports it. */
  async time<T>(stage: "decode" | "encode", work: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    try {
      return await work();
    } finally {
      const endMs = performance.now();
      this.#telemetry.metrics.stageSeconds.observe({ stage, model: "", network: "" }, (endMs - startMs) / 1000);
      this.report({ stage, startMs, endMs });
    }
  }

  /** An error that is answered, whether or not it ends the operation. */
  failed(code: unknown): void {
    this.#codes.add(boundedCode(code));
  }

  get hasFailed(): boolean {
    return this.#codes.size > 0;
  }

  /** Calls after the first do nothing. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const { metrics, log, accessLog } = this.#telemetry;
    const { kind, fields, images } = this.#facts;
    const [code = "OK"] = this.#codes;
    const ms = performance.now() - this.#startMs;
    metrics.operations.inc({ door: this.door, kind, code });
    metrics.operationSeconds.observe({ kind }, ms / 1000);
    if (images > 0) metrics.operationImages.inc({ kind }, images);
    if (kind === "subscription") metrics.streams.dec({ door: this.door });
    for (const one of this.#codes) if (isRefusal(one)) metrics.refusals.inc({ reason: one });
    if (code !== "OK") this.#span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    this.#span.end();
    if (!accessLog) return;
    const stages = Object.fromEntries([...this.#stages].map(([stage, time]) => [`${stage}Ms`, round(time)]));
    const { requestId, door } = this;
    const traceId = this.spanContext?.traceId;
    log.info(
      { requestId, ...(traceId && { traceId }), door, kind, fields, code, images, ms: round(ms), ...stages },
      "Answered",
    );
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
