import type { ApolloServerPlugin } from "@apollo/server";
import { withRequestId } from "../maskError.js";
import type { OperationContext } from "../operationContext.js";

/** Gives the errors of an answer the id of their request. */
export const operationPlugin: ApolloServerPlugin<OperationContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue: { operation } }) {
        if (response.body.kind !== "single") return;
        const { singleResult } = response.body;
        if (singleResult.errors) singleResult.errors = singleResult.errors.map((one) => withRequestId(one, operation));
      },
    };
  },
};
