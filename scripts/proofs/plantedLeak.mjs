/**
 * Loaded into a server with --import, to see whether the soak notices: for each request something is kept that never goes. LEAK says what.
 */
import { openSync } from "node:fs";
import { Server } from "node:http";
import { connect } from "node:net";

const kept = [];
const PLANTED = {
  memory: () => kept.push(Buffer.alloc(512 * 1024, 1)),
  files: () => kept.push(openSync(import.meta.filename, "r")),
  sockets: (server) => kept.push(connect(server.address().port, "127.0.0.1").on("error", () => {})),
};
const plant = PLANTED[process.env.LEAK];
const { emit } = Server.prototype;
Server.prototype.emit = function (event, ...args) {
  if (event === "request" && args[0].url.startsWith("/graphql")) plant?.(this);
  return emit.call(this, event, ...args);
};
