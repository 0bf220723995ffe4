import { integer } from "../kinds.js";
import { setting } from "../setting.js";

/** How long the doors wait for clients, and how many connections one client may hold. */
export const connections = {
  headersMs: setting(integer(1, 3_600_000), {
    default: 10_000,
    meaning: "Milliseconds for the header of a request to arrive; then 408 and the connection ends.",
  }),
  requestMs: setting(integer(1, 3_600_000), {
    default: 60_000,
    meaning: "Milliseconds for a whole request to arrive; then 408 and the connection ends.",
  }),
  stalledMs: setting(integer(1, 3_600_000), {
    default: 60_000,
    meaning:
      "Milliseconds without a byte in either direction, an answer that is not taken included; then the connection ends.",
  }),
  connectionInitMs: setting(integer(1, 3_600_000), {
    default: 3000,
    meaning: "Milliseconds for a WebSocket's `connection_init` to arrive; then it closes with 4408.",
  }),
  socketsPerClient: setting(integer(1, 100_000), {
    default: 32,
    meaning: "WebSockets and event streams that one key, token or anonymous address may have open at a time.",
  }),
};
