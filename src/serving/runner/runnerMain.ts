/**
 * The program of a runner process. onnxruntime computes on the JavaScript thread and cannot be interrupted, and killing a worker
 * thread inside it aborts the whole process: a process of its own is the only boundary that a crash or a hang cannot cross.
 */
import type { Session } from "../../runtime/index.js";
import { openNetworks } from "./openNetworks.js";
import type { FromRunner, ToRunner } from "./protocol.js";

let sessions = new Map<string, Session>();
// Runs one after another: messages that arrive meanwhile wait here, already received.
let last: Promise<void> = Promise.resolve();

process.on("message", (message: ToRunner) => {
  last = last.then(() => handle(message));
});
// The server is gone, or closed this runner.
process.on("disconnect", () => process.exit(0));
// A terminal's Ctrl-C and a container's stop reach the whole group; the server drains first and then disconnects.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

async function handle(message: ToRunner): Promise<void> {
  if (message.kind === "open") {
    try {
      sessions = await openNetworks(message.plan);
      const devices = [...new Set([...sessions.values()].map(({ device }) => device))];
      send({ kind: "opened", device: devices.join("+") });
    } catch (error) {
      send({ kind: "refused", reason: reasonOf(error) });
    }
    return;
  }
  const { id, network, feeds } = message;
  try {
    const session = sessions.get(network);
    if (session === undefined) throw new Error(`The runner has no network "${network}".`);
    send({ kind: "ran", id, outputs: await session.run(feeds) });
  } catch (error) {
    send({ kind: "failed", id, reason: reasonOf(error) });
  }
}

function send(message: FromRunner): void {
  // The callback takes the error of a channel that closed meanwhile; "disconnect" follows.
  process.send?.(message, undefined, undefined, () => {});
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
