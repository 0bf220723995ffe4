import type { Client } from "graphql-ws";
import { buildOperation } from "./buildOperation.js";
import type { ClientOptions, RequestOptions } from "./clientOptions.js";
import type { Root } from "./generated/schema.js";
import { post } from "./post.js";
import type { Answer, Known, Selection } from "./selection.js";
import { openSocket, subscribe } from "./subscribe.js";

type Fields = Readonly<Record<string, unknown>>;
type MutationName = Extract<Root, "Mutation">;

/** A client of one server: typed queries and mutations over HTTP, subscriptions over one WebSocket that all of them share. */
export class SemblanceClient {
  readonly #options: ClientOptions;
  #socket: Client | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** @throws RequestError, ConnectionError, UnexpectedAnswerError, the signal's reason */
  async query<const S extends Selection<"Query">>(
    selection: S & Known<"Query", S>,
    request: RequestOptions = {},
  ): Promise<Answer<"Query", S>> {
    return (await post(this.#options, buildOperation("Query", selection as Fields), request)) as Answer<"Query", S>;
  }

  /** @throws RequestError, ConnectionError, UnexpectedAnswerError, the signal's reason */
  async mutation<const S extends Selection<MutationName>>(
    selection: S & Known<MutationName, S>,
    request: RequestOptions = {},
  ): Promise<Answer<MutationName, S>> {
    const operation = buildOperation("Mutation" as Root, selection as Fields);
    return (await post(this.#options, operation, request)) as Answer<MutationName, S>;
  }

  /** A document of your own, with variables that may hold files. */
  async request<T>(query: string, variables: Fields = {}, request: RequestOptions = {}): Promise<T> {
    return (await post(this.#options, { query, variables }, request)) as T;
  }

  /**
   * The values of a subscription, at the pace at which they are read. A lost connection is made again; `augmentedBatches` then continues
   * behind the last batch. @throws (while iterating) RequestError, ConnectionError, the signal's reason
   */
  subscribe<const S extends Selection<"Subscription">>(
    selection: S & Known<"Subscription", S>,
    request: RequestOptions = {},
  ): AsyncGenerator<Answer<"Subscription", S>, void, void> {
    this.#socket ??= openSocket(this.#options);
    return subscribe(this.#socket, this.#options, selection as Fields, request) as AsyncGenerator<
      Answer<"Subscription", S>,
      void,
      void
    >;
  }

  /** Closes the socket. The client may be used again: the next subscription opens another. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    await socket?.dispose();
  }
}
