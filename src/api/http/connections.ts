import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const STEP_MS = 50;
/** Time for those who ask whether to send more work, such as a load balancer, to see that the server is not ready. */
const SHORTEST_MS = 250;
const LONGEST_MS = 2000;

/** Knows which connections of a server still wait for an answer. */
export interface Connections {
  /** How many are open, WebSockets among them. */
  readonly open: number;
  /** Resolves when nobody has connected for a moment, at the latest after {@link LONGEST_MS}. */
  quiet(): Promise<void>;
  /** Stops accepting, closes each connection after its answer, and resolves when there are none; after `graceMs`, by force. */
  finish(graceMs: number): Promise<void>;
}

/**
 * Watches a server's connections. Node's own `close` takes a connection for idle as soon as its answer was handed to it, and cuts off
 * what the network has not taken yet (Node 20.20, seen as ECONNRESET in the middle of large answers).
 */
export function watchConnections(http: Server): Connections {
  const idle = new Set<Socket>();
  const busy = new Set<Socket>();
  let finishing = false;
  let accepted = 0;
  http.on("connection", (socket: Socket) => {
    accepted++;
    idle.add(socket);
    socket.once("close", () => {
      idle.delete(socket);
      busy.delete(socket);
    });
  });
  http.on("request", ({ socket }, response) => {
    idle.delete(socket);
    busy.add(socket);
    // Comes when the last byte has been handed to the network, or the connection is gone.
    response.once("close", () => {
      busy.delete(socket);
      if (finishing) socket.end();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  return {
    get open() {
      return idle.size + busy.size;
    },
    async quiet() {
      // A turn of the event loop accepts one connection (libuv 1.46), so a busy server may have many before its door.
      let steps = 0;
      for (let before = -1; http.listening && (before !== accepted || steps < SHORTEST_MS / STEP_MS); steps++) {
        before = accepted;
        await pause(STEP_MS);
        if (steps > LONGEST_MS / STEP_MS) return;
      }
    },
    async finish(graceMs) {
      if (!http.listening) return;
      finishing = true;
      const patience = setTimeout(() => {
        for (const socket of [...idle, ...busy]) socket.destroy();
      }, graceMs);
      await new Promise<void>((resolve) => {
        NetServer.prototype.close.call(http, () => resolve());
        for (const socket of idle) socket.end();
      });
      clearTimeout(patience);
    },
  };
}
