import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { Doors } from "../doors.js";
import { codesOf } from "../errors/codesOf.js";
import { headersOf, statusOf } from "../errors/statusOf.js";
import type { OperationContext } from "../operationContext.js";
import { admit } from "../operations/admit.js";

/** Scopes, cost, quota and the audit log at the HTTP door. */
export function admissionPlugin({ schema, quotas, audit }: Doors): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart({ contextValue }) {
      const entry = audit.begin("http", contextValue.principal, contextValue.operation.requestId);
      return {
        async didResolveOperation({ document, request, contextValue }) {
          const { operationName, variables } = request;
          try {
            const { principal, operation } = contextValue;
            const admission = admit({ schema, document, operationName, variables, principal, operation }, quotas);
            if (admission) entry.admitted(admission);
          } catch (error) {
            throw withStatus(error);
          }
        },
        async willSendResponse({ response }) {
          if (response.body.kind === "single") entry.end(codesOf(response.body.singleResult.errors));
        },
      };
    },
  };
}

/** Apollo reads the status of an answer from its error's extensions. */
function withStatus(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // What is refused before it is executed is the request's fault: Apollo would say 500 of an error that it does not know.
  const status = statusOf(error) ?? 400;
  const headers = new HeaderMap(Object.entries(headersOf(error)).map(([name, value]) => [name.toLowerCase(), value]));
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status, headers } } });
}
