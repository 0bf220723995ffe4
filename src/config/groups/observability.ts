import { number, oneOf, optionalInteger, optionalText, text, toggle } from "../kinds.js";
import { setting } from "../setting.js";

/** What the server tells about itself. */
export const observability = {
  logLevel: setting(oneOf(["fatal", "error", "warn", "info", "debug", "silent"]), {
    default: "info",
    variable: "LOG_LEVEL",
    meaning:
      "The least important lines that are logged: `fatal`, `error`, `warn`, `info`, `debug`, or `silent` for none.",
  }),
  accessLog: setting(toggle, {
    default: true,
    meaning:
      "Whether each operation is a line of the log, with its kind, code, cost and durations, and nothing of its content.",
  }),
  metrics: setting(toggle, { default: true, meaning: "Whether `/metrics` answers, in the format of Prometheus." }),
  metricsPort: setting(optionalInteger(0, 65_535), {
    default: undefined,
    defaultText: "the server's own",
    meaning: "A port of its own for `/metrics`, so that the other can face a network that should not see them.",
  }),
  metricsToken: setting(optionalText, {
    default: undefined,
    meaning: "When set, `/metrics` wants `Authorization: Bearer` and this.",
    secret: true,
  }),
  otlpEndpoint: setting(optionalText, {
    default: undefined,
    variable: "OTEL_EXPORTER_OTLP_ENDPOINT",
    meaning:
      "Where traces go: the URL of an OpenTelemetry collector (OTLP over HTTP), without `/v1/traces`. None means no traces.",
  }),
  serviceName: setting(text, {
    default: "semblance",
    variable: "OTEL_SERVICE_NAME",
    meaning: "The service's name in traces.",
  }),
  traceRatio: setting(number(0, 1), {
    default: 1,
    meaning: "Share of operations that are traced, where the client has not decided.",
  }),
};
