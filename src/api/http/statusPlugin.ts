import type { ApolloServerPlugin } from "@apollo/server";

const REQUEST_ERRORS = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

/**
 * GraphQL over HTTP: who accepts application/json and no better gets status 200 also for a document that cannot be executed. Apollo
 * answers 400 to everybody.
 */
export const statusPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        if (response.body.kind !== "single") return;
        const { errors, data } = response.body.singleResult;
        if (data !== undefined || !REQUEST_ERRORS.has(String(errors?.[0]?.extensions?.code))) return;
        const accept = request.http?.headers.get("accept") ?? "";
        if (!accept.includes("application/graphql-response+json")) response.http.status = 200;
      },
    };
  },
};
