import type { RequestHandler, Response } from "express";
import {
  formatTraceparent,
  Operation,
  parseTraceparent,
  requestIdOf,
  type Telemetry,
} from "../../observability/index.js";
import { completeErrors } from "./completeErrors.js";

/**
 * Begins an operation with each request, before anything of it is read, and ends it with its answer. The answer has `X-Request-Id`, and
 * `traceparent` when somebody traces.
 */
export function beginOperation(telemetry: Telemetry, door: "http" | "sse"): RequestHandler {
  return ({ headers }, response, next) => {
    const parent = parseTraceparent(headers.traceparent);
    const operation = new Operation(telemetry, door, requestIdOf(headers["x-request-id"]), parent);
    response.locals.operation = operation;
    response.set("X-Request-Id", operation.requestId);
    if (operation.spanContext) response.set("traceparent", formatTraceparent(operation.spanContext));
    completeErrors(response, operation);
    response.once("close", () => {
      if (!response.writableFinished) operation.failed("REQUEST_CANCELLED");
      operation.end();
    });
    next();
  };
}

/** The operation of a request, behind {@link beginOperation}. */
export function operationOfRequest(response: Response): Operation {
  return response.locals.operation as Operation;
}
