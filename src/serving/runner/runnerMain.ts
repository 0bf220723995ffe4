/**
 * The program of a runner process. onnxruntime computes on the JavaScript thread and cannot be interrupted, and killing a worker
 * thread inside it aborts the whole process: a process of its own is the only boundary that a crash or a hang cannot cross. Its main thread
 * receives the next runs and sends answers while a second thread computes.
 */
import { Worker } from "node:worker_threads";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { PassingQueue } from "./passingQueue.js";
import type { FromRunner, ToRunner } from "./protocol.js";

type Run = Extract<ToRunner, { kind: "run" }>;

const worker = new Worker(new URL("./computeThread.js", import.meta.url));
const queue = new PassingQueue<Run>();
let running: number | undefined;

process.on("message", (message: ToRunner) => {
  if (message.kind === "open") return worker.postMessage(message);
  queue.push(message, message.priority);
  if (running === undefined) start();
});
worker.on("message", (message: FromRunner) => {
  if (message.kind === "opened" || message.kind === "refused") return send(message);
  start();
  send({ ...message, next: running });
});
worker.on("error", () => process.exit(1));
// The server is gone, or closed this runner. A thread inside onnxruntime cannot be ended in order.
process.on("disconnect", () => (running === undefined ? process.exit(0) : process.kill(process.pid, "SIGKILL")));
// A terminal's Ctrl-C and a container's stop reach the whole group; the server drains first and then disconnects.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

function start(): void {
  const run = queue.shift();
  running = run?.id;
  if (run === undefined) return;
  // What arrived may be views of one received message; each is copied once, and then moved to the thread.
  const feeds: Record<string, HostTensor> = {};
  for (const [name, tensor] of Object.entries(run.feeds)) feeds[name] = { ...tensor, data: tensor.data.slice() };
  const moved = Object.values(feeds).map(({ data }) => data.buffer as ArrayBuffer);
  worker.postMessage({ ...run, feeds }, moved);
}

function send(message: FromRunner): void {
  // The callback takes the error of a channel that closed meanwhile; "disconnect" follows.
  process.send?.(message, undefined, undefined, () => {});
}
