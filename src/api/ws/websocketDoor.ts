import type { Server } from "node:http";
import { type FormattedExecutionResult, GraphQLError, parse, specifiedRules, validate } from "graphql";
import type { Context, SubscribePayload } from "graphql-ws";
import { type Extra, useServer as serveOver } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { invariant } from "../../errors/invariant.js";
import { SemblanceError } from "../../errors/semblanceError.js";
import type { Doors } from "../doors.js";
import { UnauthenticatedError } from "../errors/unauthenticatedError.js";
import { LIMITS } from "../limits/limits.js";
import { maxAliasesRule } from "../limits/maxAliasesRule.js";
import { refusal } from "../limits/refusal.js";
import { maskError } from "../maskError.js";
import { createContext } from "../operationContext.js";
import { admit } from "../operations/admit.js";
import type { Principal } from "../security/principal.js";

/** What closes the door: every socket gets 1001. */
export interface WebSocketDoor {
  close(): Promise<void>;
}

/** How long a client may take to answer the closing of its socket, in milliseconds. */
const FAREWELL_MS = 2000;

/** What is known of a socket besides what the library keeps. */
type Own = {
  gone?: AbortController;
  principal?: Principal;
};

type Socket = Context<undefined | Record<string, unknown>, Extra & Own>;

/**
 * The WebSocket door at `/graphql` (graphql-transport-ws), for every kind of operation, with the limits of the HTTP door. A subscription's
 * next value is made when the socket has taken the last one.
 */
export function websocketDoor(http: Server, doors: Doors): WebSocketDoor {
  const { authenticator, log } = doors;
  const sockets = new WebSocketServer({
    server: http,
    path: "/graphql",
    maxPayload: LIMITS.messageBytes,
    // A compressed message may be a thousand times as large as it looks.
    perMessageDeflate: false,
  });
  const door = serveOver<undefined | Record<string, unknown>, Own>(
    {
      // Clients read errors from messages; close reasons never carry one.
      isProd: true,
      onConnect: async (socket) => {
        socket.extra.gone = new AbortController();
        try {
          socket.extra.principal = await authenticator.authenticate(socket.extra.request, authorizationOf(socket));
        } catch (error) {
          if (error instanceof UnauthenticatedError) return false;
          throw error;
        }
        return true;
      },
      onSubscribe: (socket, _id, payload) => prepare(socket, payload, doors),
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

/** What stands in connection_init where HTTP has a header: browsers cannot set one for a WebSocket. */
function authorizationOf({ connectionParams: params, extra }: Socket): string | undefined {
  const given = params?.authorization ?? params?.Authorization;
  return typeof given === "string" ? given : extra.request.headers.authorization;
}

function prepare(socket: Socket, payload: SubscribePayload, { schema, models, quotas }: Doors) {
  const { principal, gone } = socket.extra;
  invariant(principal && gone, "a socket is somebody's before it is acknowledged");
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
    const { operationName, variables } = payload;
    admit({ schema, document, operationName, variables, principal }, quotas);
    return {
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: createContext(models, gone.signal, principal, quotas),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof SemblanceError) return [new GraphQLError(error.message, { originalError: error })];
    // A document nested thousands deep exhausts the parser's stack.
    if (error instanceof RangeError) return [refusal("TOO_DEEP", "The document nests too deep.")];
    throw error;
  }
}
