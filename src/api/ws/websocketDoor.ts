import type { IncomingMessage, Server } from "node:http";
import type { FormattedExecutionResult, GraphQLError } from "graphql";
import type { Context, SubscribePayload } from "graphql-ws";
import { type Extra, useServer as serveOver } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { invariant } from "../../errors/invariant.js";
import type { Doors } from "../doors.js";
import { codesOf } from "../errors/codesOf.js";
import { LIMITS } from "../limits/limits.js";
import { refusal } from "../limits/refusal.js";
import { prepareOperation } from "../operations/prepareOperation.js";
import { clientAddress } from "../security/clientAddress.js";
import { Seats } from "../security/seats.js";
import { sameOrigin } from "./sameOrigin.js";
import { SocketOperations } from "./socketOperations.js";
import { SocketOwner, TRY_AGAIN_LATER } from "./socketOwner.js";

/** What closes the door: every socket gets 1001. */
export interface WebSocketDoor {
  close(): Promise<void>;
  /** Sockets that are open. */
  readonly open: number;
}

/** How long a client may take to answer the closing of its socket, in milliseconds. */
const FAREWELL_MS = 2000;

type Params = undefined | Record<string, unknown>;
/** What is known of a socket besides what the library keeps. */
type Own = { owner?: SocketOwner };
type Socket = Context<Params, Extra & Own>;

/**
 * The WebSocket door at `/graphql` (graphql-transport-ws), for every kind of operation, with the limits of the HTTP door. A subscription's
 * next value is made when the socket has taken the last one.
 */
export function websocketDoor(http: Server, doors: Doors): WebSocketDoor {
  const { configuration, log, tell } = doors;
  const sockets = new WebSocketServer({
    server: http,
    path: "/graphql",
    maxPayload: LIMITS.messageBytes,
    // A compressed message may be a thousand times as large as it looks.
    perMessageDeflate: false,
    verifyClient: ({ req }: { req: IncomingMessage }, answer: (verified: boolean, status?: number) => void) => {
      answer(sameOrigin(req, configuration.security.origins), 403);
    },
  });
  const operations = new SocketOperations(doors);
  // Whose they are is known after connection_init; until then each address may have only so many.
  const waiting = new Seats(configuration.connections.socketsPerClient);
  const stopWaiting = new WeakMap<WebSocket, () => void>();
  const door = serveOver<Params, Own>(
    {
      // Clients read errors from messages; close reasons never carry one.
      isProd: true,
      connectionInitWaitTimeout: configuration.connections.connectionInitMs,
      onConnect: async (socket) => {
        stopWaiting.get(socket.extra.socket)?.();
        const owner = await SocketOwner.of(socket.extra, socket.connectionParams, doors);
        if (owner === "forbidden") return false;
        if (owner !== "closed") socket.extra.owner = owner;
        return true;
      },
      onSubscribe: (socket, _id, payload) => prepare(socket, payload),
      onNext: (_socket, _id, payload, _args, { errors, ...rest }) => {
        const told = errors?.map((error) => tell(error, operations.of(payload)));
        operations.sent(payload, codesOf(told));
        if (told) return { ...rest, errors: told } as FormattedExecutionResult;
      },
      onError: (_socket, _id, payload, errors) => {
        const told = errors.map((error) => tell(error, operations.of(payload)));
        operations.end(payload, codesOf(told));
        return told;
      },
      onComplete: (_socket, _id, payload) => operations.end(payload),
      onClose: (socket) => socket.extra.owner?.left(),
    },
    sockets,
  );
  sockets.on("connection", (socket, request) => {
    const leave = waiting.take(clientAddress(request, configuration.security.proxies));
    if (leave) {
      stopWaiting.set(socket, leave);
      socket.once("close", leave);
    } else socket.close(TRY_AGAIN_LATER, "Too many sockets");
    // The library would write what a client did wrong to stderr; the socket closes by itself, with the code that says why.
    socket.removeAllListeners("error");
    socket.on("error", (error) => log.info({ reason: error.message }, "Socket closed"));
  });

  function prepare(socket: Socket, payload: SubscribePayload) {
    const { owner } = socket.extra;
    invariant(owner, "A socket is somebody's before it is acknowledged.");
    const { entry, operation, signal } = operations.begin(payload, owner, socket.extra.request);
    const { subscriptionsPerSocket: most } = LIMITS;
    if (Object.keys(socket.subscriptions).length > most) {
      return [refusal("TOO_MANY_SUBSCRIPTIONS", `Expected at most ${most} operations at a time.`)];
    }
    const { principal } = owner;
    return prepareOperation(payload, { principal, signal, entry, operation }, doors) as GraphQLError[];
  }

  return {
    get open() {
      return sockets.clients.size;
    },
    async close() {
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, FAREWELL_MS);
      await door.dispose();
      clearTimeout(impatience);
    },
  };
}
