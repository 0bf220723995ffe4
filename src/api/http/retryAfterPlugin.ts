import type { ApolloServerPlugin } from "@apollo/server";

/** Says in HTTP as well when a refused operation may come again: proxies and clients that know no GraphQL read the header. */
export const retryAfterPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== "single") return;
        const waits = (response.body.singleResult.errors ?? []).map(({ extensions }) =>
          Number(extensions?.retryAfterMs),
        );
        const longest = Math.max(0, ...waits.filter(Number.isFinite));
        if (longest > 0) response.http.headers.set("retry-after", String(Math.ceil(longest / 1000)));
      },
    };
  },
};
