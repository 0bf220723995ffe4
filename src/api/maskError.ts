import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { SemblanceError } from "../errors/semblanceError.js";

/**
 * What a client is told of an error. Errors raised on purpose and those of GraphQL itself pass, with a stable `extensions.code`; of
 * anything else only an id, under which the log has the error.
 */
export function maskError(error: unknown, log: Logger): GraphQLFormattedError {
  const known = error instanceof GraphQLError ? error : undefined;
  const original = originOf(error);
  const where = {
    ...(known?.locations && { locations: known.locations }),
    ...(known?.path && { path: known.path }),
  };
  if (original instanceof SemblanceError) {
    if (original.cause !== undefined) log.error({ err: original.cause }, original.message);
    return { message: original.message, ...where, extensions: { ...detailsOf(original), code: original.code } };
  }
  if (known && original === undefined) {
    const code = known.extensions.code ?? "GRAPHQL_VALIDATION_FAILED";
    return { message: known.message, ...where, extensions: { code } };
  }
  const id = randomUUID();
  log.error({ err: original ?? error, id }, "Internal error");
  return { message: `Internal error ${id}.`, ...where, extensions: { code: "INTERNAL", id } };
}

/** The error below the layers that GraphQL wraps around what a resolver threw; undefined when GraphQL itself raised it. */
function originOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError) {
    if (current.originalError == null) return undefined;
    current = current.originalError;
  }
  return current;
}

function detailsOf(error: SemblanceError & { toExtensions?: () => Record<string, unknown> }): Record<string, unknown> {
  return error.toExtensions?.() ?? {};
}
