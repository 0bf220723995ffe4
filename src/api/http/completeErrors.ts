import type { Response } from "express";
import type { GraphQLFormattedError } from "graphql";
import type { Operation } from "../../observability/index.js";
import { withRequestId } from "../maskError.js";

/**
 * Gives the request's id also to the errors that Apollo answers before there is an operation (no query, a request that a browser could
 * have sent unasked), for which it calls no plugin.
 */
export function completeErrors(response: Response, operation: Operation): void {
  const send = response.send.bind(response);
  response.send = (body) => {
    response.send = send;
    if (response.statusCode < 400 || operation.hasFailed || typeof body !== "string") return send(body);
    const answer = readErrors(body);
    if (!answer) return send(body);
    response.removeHeader("content-length");
    return send(JSON.stringify({ errors: answer.map((error) => withRequestId(error, operation)) }));
  };
}

function readErrors(body: string): GraphQLFormattedError[] | undefined {
  try {
    const { errors } = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
    return Array.isArray(errors) ? errors : undefined;
  } catch {
    return undefined;
  }
}
