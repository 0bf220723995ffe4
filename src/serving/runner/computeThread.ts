/** The thread of a runner process that computes, one run after another. */
import { parentPort } from "node:worker_threads";
import type { Session } from "../../runtime/index.js";
import { openNetworks } from "./openNetworks.js";
import type { FromRunner, ToRunner } from "./protocol.js";

let sessions = new Map<string, Session>();

parentPort?.on("message", async (message: ToRunner) => {
  const answer = message.kind === "open" ? await open(message) : await run(message);
  parentPort?.postMessage(answer, buffersOf(answer));
});

async function open({ plan }: Extract<ToRunner, { kind: "open" }>): Promise<FromRunner> {
  try {
    sessions = await openNetworks(plan);
    const devices = [...new Set([...sessions.values()].map(({ device }) => device))];
    return { kind: "opened", device: devices.join("+") };
  } catch (error) {
    return { kind: "refused", reason: reasonOf(error) };
  }
}

async function run({ id, network, feeds }: Extract<ToRunner, { kind: "run" }>): Promise<FromRunner> {
  try {
    const session = sessions.get(network);
    if (session === undefined) throw new Error(`The runner has no network "${network}".`);
    return { kind: "ran", id, outputs: await session.run(feeds) };
  } catch (error) {
    return { kind: "failed", id, reason: reasonOf(error) };
  }
}

/** What is moved to the other thread instead of copied. */
function buffersOf(answer: FromRunner): ArrayBuffer[] {
  if (answer.kind !== "ran") return [];
  return [...new Set(Object.values(answer.outputs).map(({ data }) => data.buffer as ArrayBuffer))];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
