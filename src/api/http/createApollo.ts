import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { LIMITS } from "../limits/limits.js";
import { maxAliasesRule } from "../limits/maxAliasesRule.js";
import { tooCostly } from "../limits/tooCostly.js";
import { maskError } from "../maskError.js";
import type { OperationContext } from "../operationContext.js";
import { statusPlugin } from "./statusPlugin.js";

/** The GraphQL executor behind the HTTP door, with the limits that the WebSocket door has too. */
export function createApollo(schema: GraphQLSchema, log: Logger): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    schema,
    logger: log,
    csrfPrevention: true,
    // The schema is public and committed; hiding it would hide nothing and break GraphiQL.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Shutting down is one thing for all doors; see server.ts.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [maxAliasesRule],
    formatError: (_formatted, error) => maskError(error, log),
    plugins: [ApolloServerPluginLandingPageDisabled(), statusPlugin, costPlugin(schema)],
  });
}

function costPlugin(schema: GraphQLSchema): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request }) {
          const error = tooCostly(schema, document, request.operationName, request.variables);
          if (error) throw error;
        },
      };
    },
  };
}
