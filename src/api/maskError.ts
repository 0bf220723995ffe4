import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { SemblanceError } from "../errors/semblanceError.js";
import type { Operation } from "../observability/index.js";

/** Adds the id of the request to an error that is ready to be answered, and tells the operation its code. */
export function withRequestId(error: GraphQLFormattedError, operation: Operation | undefined): GraphQLFormattedError {
  if (!operation) return error;
  operation.failed(error.extensions?.code);
  return { ...error, extensions: { ...error.extensions, requestId: operation.requestId } };
}

/**
 * What a client is told of an error. Errors raised on purpose and those of GraphQL itself pass, with a stable `extensions.code`; of
 * anything else only an id, under which the log has the error.
 * @param hideSuggestions leaves out what GraphQL guesses from the schema: who may not introspect it must not read it out guess by guess.
 */
export function maskError(error: unknown, log: Logger, hideSuggestions = false): GraphQLFormattedError {
  const known = error instanceof GraphQLError ? error : undefined;
  const innermost = innermostOf(error);
  const where = {
    ...(known?.locations && { locations: known.locations }),
    ...(known?.path && { path: known.path }),
  };
  if (innermost instanceof SemblanceError) {
    const { message, code, cause } = innermost;
    if (cause !== undefined) log.error({ err: cause }, message);
    return { message, ...where, extensions: { ...detailsOf(innermost), code } };
  }
  if (known && innermost instanceof GraphQLError) {
    // Apollo wraps what a rule reported, and covers the rule's own code with its general one.
    const code = innermost.extensions.code ?? known.extensions.code ?? "GRAPHQL_VALIDATION_FAILED";
    const message = hideSuggestions ? known.message.replace(/ ?Did you mean.*$/s, "") : known.message;
    return { message, ...where, extensions: { code } };
  }
  const id = randomUUID();
  log.error({ err: innermost, id }, "Internal error");
  return { message: `Internal error ${id}.`, ...where, extensions: { code: "INTERNAL", id } };
}

/** The error below the layers that GraphQL and Apollo wrap around it; a GraphQLError when GraphQL itself raised it. */
function innermostOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError != null) current = current.originalError;
  return current;
}

function detailsOf(error: SemblanceError & { toExtensions?: () => Record<string, unknown> }): Record<string, unknown> {
  return error.toExtensions?.() ?? {};
}
