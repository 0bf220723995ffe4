import { WebSocket } from "ws";
import type { ClientOptions, WebSocketConstructor } from "./clientOptions.js";
import { SemblanceClient as Client } from "./semblanceClient.js";

export * from "./index.js";

/** The client as Node.js needs it: before version 22 it has no WebSocket of its own. */
export class SemblanceClient extends Client {
  constructor(options: ClientOptions) {
    super({ webSocket: WebSocket as unknown as WebSocketConstructor, ...options });
  }
}
