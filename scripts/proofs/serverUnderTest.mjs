/** A server as a user starts it, in a process of its own, and what a proof needs to know of it. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { request } from "./load/request.mjs";

const PROGRAM = fileURLToPath(new URL("../semblance.mjs", import.meta.url));

/**
 * Starts `semblance serve` on a free port of the loopback.
 * @param {{ models: string, settings?: string[], nodeOptions?: string[] }} options settings are arguments of `serve`.
 */
export async function startServer({ models, settings = [], nodeOptions = [] }) {
  const set = (name, value) => ["--set", `${name}=${value}`];
  const args = [
    ...nodeOptions,
    PROGRAM,
    ...["serve", "--models", models, "--host", "127.0.0.1", "--port", "0", "--device", "cpu"],
    ...set("observability.accessLog", false),
    ...settings,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  // A proof that ends early, however, leaves no server behind.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  let output = "";
  let found;
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const listening = new Promise((resolve) => {
    found = resolve;
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      // The end is what tells why it ended; the beginning where it listens.
      output = (output + chunk).slice(-20_000);
      const url = /Listening at (http:[^"]+)"/.exec(output)?.[1];
      if (url) found(url);
    });
  const url = await Promise.race([
    listening,
    exited.then((code) => {
      throw new Error(`The server ended with ${code} before it listened:\n${output}`);
    }),
  ]);
  const server = {
    url,
    pid: child.pid,
    exited,
    output: () => output,
    running: () => child.exitCode === null && child.signalCode === null,
    runners: () => childrenOf(child.pid),
    async ready(patienceMs = 180_000) {
      const until = performance.now() + patienceMs;
      for (;;) {
        const response = await request(`${url}/readyz`).catch(() => undefined);
        if (response?.status === 200) return;
        if (performance.now() > until) throw new Error(`Not ready after ${patienceMs} ms: ${response?.text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    /** @returns exit code; 0 is what a server that could end properly gives. */
    async stop() {
      child.kill("SIGTERM");
      const code = await exited;
      process.off("exit", end);
      return code;
    },
  };
  await server.ready();
  return server;
}

/** Ids of the processes whose parent is this one (Linux). */
export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
