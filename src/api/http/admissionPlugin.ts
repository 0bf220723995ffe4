import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { Doors } from "../doors.js";
import { headersOf, statusOf } from "../errors/statusOf.js";
import type { OperationContext } from "../operationContext.js";
import { admit } from "../operations/admit.js";

/** Scopes, cost and quota at the HTTP door. */
export function admissionPlugin({ schema, quotas }: Doors): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request, contextValue }) {
          const { operationName, variables } = request;
          try {
            admit({ schema, document, operationName, variables, principal: contextValue.principal }, quotas);
          } catch (error) {
            throw withStatus(error);
          }
        },
      };
    },
  };
}

/** Apollo reads the status of an answer from its error's extensions. */
function withStatus(error: unknown): unknown {
  const status = statusOf(error);
  if (status === undefined || !(error instanceof Error)) return error;
  const headers = new HeaderMap(Object.entries(headersOf(error)).map(([name, value]) => [name.toLowerCase(), value]));
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status, headers } } });
}
