import type { ErrorCode } from "./errorCode.js";

/** One error of an answer, as GraphQL writes it. */
export interface ErrorOfAnswer {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The server answered with errors. `code` is the first one's (docs/errors.md); `data` holds what was answered nevertheless. */
export class RequestError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly ErrorOfAnswer[];
  readonly data: unknown;
  /** Of the HTTP answer; undefined over a socket. */
  readonly status: number | undefined;

  constructor(errors: readonly ErrorOfAnswer[], data?: unknown, status?: number) {
    super(errors.map(({ message }) => message).join("\n") || "The server answered with an error that says nothing.");
    this.name = "RequestError";
    this.code = String(errors[0]?.extensions?.code ?? "INTERNAL") as ErrorCode;
    this.errors = errors;
    this.data = data;
    this.status = status;
  }

  /** How long the server asks to wait before another try, in milliseconds; undefined when another try makes no sense. */
  get retryAfterMs(): number | undefined {
    const wait = this.errors[0]?.extensions?.retryAfterMs;
    return typeof wait === "number" && wait >= 0 ? wait : undefined;
  }
}
