import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "vitest";

export interface Program {
  readonly child: ChildProcess;
  /** Everything that it wrote. */
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  /** Where it listens. */
  readonly url: Promise<string>;
}

export const children: ChildProcess[] = [];
export const folders: string[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** `semblance serve` as a user starts it. */
export function serve(models: string, options: string[] = [], environment: Record<string, string> = {}): Program {
  folders.push(models);
  const args = [
    "scripts/semblance.mjs",
    "serve",
    "--models",
    models,
    "--port",
    "0",
    "--device",
    "cpu",
    "--data",
    join(models, ".data"),
    ...options,
  ];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
  children.push(child);
  let output = "";
  const url = new Promise<string>((resolve) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Listening at (http:[^"]+)"/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
  });
  return { child, output: () => output, exited: new Promise((resolve) => child.once("exit", resolve)), url };
}

/** Processes whose parent is this one. */
export function childrenOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
}
