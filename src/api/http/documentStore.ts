import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import type { DocumentNode } from "graphql";
import { LIMITS } from "../limits/limits.js";
import { BoundedCache } from "../operations/persisted/boundedCache.js";

/**
 * Parsed documents that come again. Large ones are not kept: they may have images written into them, which are nobody's to keep, and
 * a parsed document takes a hundred times the memory of its text.
 */
export function documentStore(): NonNullable<ApolloServerOptions<BaseContext>["documentStore"]> {
  const kept = new BoundedCache<DocumentNode>(LIMITS.keptDocuments);
  return {
    get: async (key) => kept.get(key),
    set: async (key, document) => {
      const characters = document.loc?.source.body.length ?? Number.POSITIVE_INFINITY;
      if (characters <= LIMITS.keptCharacters) kept.set(key, document);
    },
    delete: async () => undefined,
  };
}
