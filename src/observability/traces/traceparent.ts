import { type SpanContext, TraceFlags } from "@opentelemetry/api";

// W3C Trace Context, section 3.2.2; later versions may append fields, and "ff" is no version.
const FORM = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** What a `traceparent` header says; undefined when it says nothing valid, which starts a new trace. */
export function parseTraceparent(header: unknown): SpanContext | undefined {
  const found = typeof header === "string" ? FORM.exec(header) : null;
  if (!found) return undefined;
  const [, version, traceId, spanId, flags, rest] = found;
  if (/^0+$/.test(traceId!) || /^0+$/.test(spanId!) || (version === "00" && rest !== undefined)) return undefined;
  return {
    traceId: traceId!,
    spanId: spanId!,
    traceFlags: Number.parseInt(flags!, 16) & TraceFlags.SAMPLED,
    isRemote: true,
  };
}

/** The header of a span. */
export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}
