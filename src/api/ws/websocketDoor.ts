import type { Server } from "node:http";
import {
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { Context, SubscribePayload } from "graphql-ws";
import { type Extra, useServer as serveOver } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import { LIMITS } from "../limits/limits.js";
import { maxAliasesRule } from "../limits/maxAliasesRule.js";
import { tooCostly } from "../limits/tooCostly.js";
import { maskError } from "../maskError.js";
import { createContext } from "../operationContext.js";

/** What closes the door: every socket gets 1001. */
export interface WebSocketDoor {
  close(): Promise<void>;
}

/** How long a client may take to answer the closing of its socket, in milliseconds. */
const FAREWELL_MS = 2000;

type Socket = Context<undefined | Record<string, unknown>, Extra & { gone?: AbortController }>;

/**
 * The WebSocket door at `/graphql` (graphql-transport-ws), for every kind of operation, with the limits of the HTTP door. A subscription's
 * next value is made when the socket has taken the last one.
 */
export function websocketDoor(http: Server, schema: GraphQLSchema, models: ModelRegistry, log: Logger): WebSocketDoor {
  const sockets = new WebSocketServer({
    server: http,
    path: "/graphql",
    maxPayload: LIMITS.messageBytes,
    // A compressed message may be a thousand times as large as it looks.
    perMessageDeflate: false,
  });
  const door = serveOver<undefined | Record<string, unknown>, { gone?: AbortController }>(
    {
      // Clients read errors from messages; close reasons never carry one.
      isProd: true,
      onConnect: (socket) => {
        socket.extra.gone = new AbortController();
      },
      onSubscribe: (socket, _id, payload) => prepare(socket, payload, schema, models),
      onNext: (_socket, _id, _payload, _args, { errors, ...rest }) => {
        if (errors)
          return { ...rest, errors: errors.map((error) => maskError(error, log)) } as FormattedExecutionResult;
      },
      onError: (_socket, _id, _payload, errors) => errors.map((error) => maskError(error, log)),
      onClose: (socket) => socket.extra.gone?.abort(),
    },
    sockets,
  );
  sockets.on("connection", (socket) => {
    // The library would write what a client did wrong to stderr; the socket closes by itself, with the code that says why.
    socket.removeAllListeners("error");
    socket.on("error", (error) => log.info({ reason: error.message }, "Socket closed"));
  });
  return {
    async close() {
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, FAREWELL_MS);
      await door.dispose();
      clearTimeout(impatience);
    },
  };
}

function prepare(socket: Socket, payload: SubscribePayload, schema: GraphQLSchema, models: ModelRegistry) {
  const running = Object.keys(socket.subscriptions).length;
  if (running > LIMITS.subscriptionsPerSocket) {
    return [
      refusal("TOO_MANY_SUBSCRIPTIONS", `Expected at most ${LIMITS.subscriptionsPerSocket} operations at a time.`),
    ];
  }
  try {
    const document = parse(payload.query, { maxTokens: LIMITS.tokens });
    const errors = validate(schema, document, [...specifiedRules, maxAliasesRule], { maxErrors: 10 });
    if (errors.length > 0) return errors;
    const costly = tooCostly(schema, document, payload.operationName, payload.variables);
    if (costly) return [costly];
    return {
      schema,
      document,
      operationName: payload.operationName,
      variableValues: payload.variables,
      contextValue: createContext(models, socket.extra.gone!.signal),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    // A document nested thousands deep exhausts the parser's stack.
    if (error instanceof RangeError) return [refusal("TOO_DEEP", "The document nests too deep.")];
    throw error;
  }
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
