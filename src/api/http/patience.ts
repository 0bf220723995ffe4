import type { ServerOptions } from "node:http";
import type { Configuration } from "../../config/index.js";

/** How often Node looks for connections that are late, at most, in milliseconds. */
const EVERY_MS = 5000;

/** How long Node waits for requests to arrive: who sends a byte a second holds a connection no longer than that. */
export function patience({ connections }: Configuration): ServerOptions {
  const { headersMs, requestMs } = connections;
  return {
    headersTimeout: Math.min(headersMs, requestMs),
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.max(10, Math.min(EVERY_MS, Math.floor(headersMs / 4))),
  };
}
