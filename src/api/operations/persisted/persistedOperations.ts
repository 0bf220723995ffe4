import { z } from "zod";
import { LIMITS } from "../../limits/limits.js";
import { refusal } from "../../limits/refusal.js";
import { BoundedCache } from "./boundedCache.js";
import { sha256 } from "./operationList.js";

const extension = z.object({ version: z.literal(1), sha256Hash: z.string().min(1).max(200) });

/** An operation as a client sends it: its text, the hash of its text, or both. */
export interface Sent {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

/**
 * Automatic persisted queries (Apollo's protocol), and the list of persisted operations where there is one: then nothing else is answered,
 * whether it comes as text or by its hash. The same at every door.
 */
export class PersistedOperations {
  readonly #allowed: ReadonlyMap<string, string> | undefined;
  readonly #seen = new BoundedCache<string>(LIMITS.persistedDocuments);

  /** @param allowed documents by id and by hash; left out, every operation is answered. */
  constructor(allowed?: ReadonlyMap<string, string>) {
    this.#allowed = allowed;
  }

  /**
   * @returns the text of the operation; undefined when none was sent, which each door answers in its own way.
   * @throws GraphQLError
   */
  textOf({ query: sent, extensions }: Sent): string | undefined {
    // A WebSocket's message must have a query: with a hash alone it is empty.
    const query = sent === "" ? undefined : sent;
    const hash = hashOf(extensions);
    if (this.#allowed) return this.#listed(query, hash, this.#allowed);
    if (typeof query !== "string") {
      if (hash === undefined || query != null) return undefined;
      const text = this.#seen.get(hash);
      // Clients know this message, and send hash and text together next.
      if (text === undefined) throw refusal("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
      return text;
    }
    if (hash === undefined) return query;
    if (hash !== sha256(query))
      throw refusal("PERSISTED_QUERY_MISMATCH", "Expected sha256Hash to be the hash of the query.");
    if (query.length <= LIMITS.persistedCharacters) this.#seen.set(hash, query);
    return query;
  }

  #listed(query: unknown, hash: string | undefined, allowed: ReadonlyMap<string, string>): string | undefined {
    if (query == null && hash === undefined) return undefined;
    // What is sent as text is answered when it stands in the list; a hash beside it adds nothing.
    const text = typeof query === "string" ? allowed.get(sha256(query)) : allowed.get(hash ?? "");
    if (text !== undefined) return text;
    throw refusal("PERSISTED_OPERATION_REQUIRED", "This server answers only the operations that it was started with.");
  }
}

function hashOf(extensions: unknown): string | undefined {
  if (typeof extensions !== "object" || extensions === null || !("persistedQuery" in extensions)) return undefined;
  const read = extension.safeParse(extensions.persistedQuery);
  if (!read.success) {
    throw refusal("PERSISTED_QUERY_MISMATCH", "Expected extensions.persistedQuery to be { version: 1, sha256Hash }.");
  }
  return read.data.sha256Hash;
}
