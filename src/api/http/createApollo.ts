import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { Doors } from "../doors.js";
import { LIMITS } from "../limits/limits.js";
import { maxAliasesRule } from "../limits/maxAliasesRule.js";
import { maskError } from "../maskError.js";
import type { OperationContext } from "../operationContext.js";
import { admissionPlugin } from "./admissionPlugin.js";
import { statusPlugin } from "./statusPlugin.js";

/** The GraphQL executor behind the HTTP door, with the limits that the WebSocket door has too. */
export function createApollo(doors: Doors): ApolloServer<OperationContext> {
  const { schema, log } = doors;
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
    plugins: [ApolloServerPluginLandingPageDisabled(), statusPlugin, admissionPlugin(doors)],
  });
}
