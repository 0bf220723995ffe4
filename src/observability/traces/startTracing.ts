import { type Tracer, trace } from "@opentelemetry/api";
import type { Configuration } from "../../config/index.js";

/** Where spans are made. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is still here. */
  close(): Promise<void>;
}

/**
 * A tracer whose spans go to the OTLP/HTTP endpoint of the configuration. Without one, spans are nothing, and neither the SDK nor the exporter
 * is loaded (a third of a second).
 */
export async function startTracing(settings: Configuration["observability"], version: string): Promise<Tracing> {
  const { otlpEndpoint, serviceName, traceRatio } = settings;
  if (otlpEndpoint === undefined) return { tracer: trace.getTracer("semblance", version), close: async () => {} };
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, "")}/v1/traces` });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName, "service.version": version }),
    // Who sends a traceparent has decided whether its trace is kept.
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(traceRatio) }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  return {
    tracer: provider.getTracer("semblance", version),
    // A collector that is gone must not hold up the end of the server.
    close: () => provider.shutdown().catch(() => {}),
  };
}
