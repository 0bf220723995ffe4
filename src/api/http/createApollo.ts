import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { Doors } from "../doors.js";
import { LIMITS } from "../limits/limits.js";
import type { OperationContext } from "../operationContext.js";
import { MAX_ERRORS } from "../operations/documentRules.js";
import { admissionPlugin } from "./admissionPlugin.js";
import { costPlugin } from "./costPlugin.js";
import { documentStore } from "./documentStore.js";
import { operationPlugin } from "./operationPlugin.js";
import { retryAfterPlugin } from "./retryAfterPlugin.js";
import { statusPlugin } from "./statusPlugin.js";

/** The GraphQL executor behind the HTTP door, with the limits that the other doors have too. */
export function createApollo(doors: Doors): ApolloServer<OperationContext> {
  const { schema, log, rules, tell } = doors;
  return new ApolloServer<OperationContext>({
    schema,
    logger: log,
    csrfPrevention: true,
    // One of the rules refuses it in production, at every door.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Shutting down is one thing for all doors; see server.ts.
    stopOnTerminationSignals: false,
    // Looked up before, the same way for every door.
    persistedQueries: false,
    documentStore: documentStore(),
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [...rules],
    validationOptions: { maxErrors: MAX_ERRORS },
    formatError: (_formatted, error) => tell(error),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      statusPlugin,
      retryAfterPlugin,
      admissionPlugin(doors),
      operationPlugin,
      costPlugin,
    ],
  });
}
