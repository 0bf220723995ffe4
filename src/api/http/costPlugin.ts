import type { ApolloServerPlugin } from "@apollo/server";
import type { OperationContext } from "../operationContext.js";

/** The header that asks for it, with any value. */
const HEADER = "x-semblance-cost";

/** Adds to an answer what it cost, as `extensions.cost`, for whoever asks with a header. */
export const costPlugin: ApolloServerPlugin<OperationContext> = {
  async requestDidStart({ request }) {
    if (!request.http?.headers.has(HEADER)) return;
    return {
      async willSendResponse({ response, contextValue: { operation } }) {
        if (response.body.kind !== "single") return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, cost: operation.cost.figures };
      },
    };
  },
};
