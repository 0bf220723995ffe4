import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask } from "../support/graphql.js";
import { untilReady } from "../support/runningServer.js";
import { tinyModels, writeTinyBundle } from "../support/tinyBundle.js";

interface Program {
  readonly child: ChildProcess;
  /** Everything that it wrote. */
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  /** Where it listens. */
  readonly url: Promise<string>;
}

const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** `semblance serve` as a user starts it. */
function serve(models: string, options: string[] = [], environment: Record<string, string> = {}): Program {
  folders.push(models);
  const args = ["scripts/semblance.mjs", "serve", "--models", models, "--port", "0", "--device", "cpu", ...options];
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
function childrenOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
}

describe("semblance serve", () => {
  it("on SIGTERM answers what is in flight, closes sockets with 1001, ends its runners, and exits with 0", async () => {
    const program = serve(await tinyModels());
    const url = await program.url;
    await untilReady(url);
    const runners = childrenOf(program.child.pid!);
    expect(runners.length).toBeGreaterThan(0);

    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const socketClosed = new Promise<{ code: number }>((resolve) => {
      client.on("closed", (event) => resolve(event as { code: number }));
    });
    const stream = client.iterate({
      query: "subscription { augmentedBatches(batchSize: 64) { index images { base64 } } }",
    });
    await stream.next();
    const inFlight = Array.from({ length: 50 }, (_, seed) =>
      ask<{ augment: { images: unknown[] } }>(
        url,
        `{ augment(class: "fear", n: 4, seed: ${seed}) { images { base64 } } }`,
      ),
    );
    await inFlight[0];
    program.child.kill("SIGTERM");
    program.child.kill("SIGTERM");
    await socketClosed;
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    for (const { data } of await Promise.all(inFlight)) expect(data.augment.images).toHaveLength(4);
    expect((await socketClosed).code).toBe(1001);
    expect(await program.exited).toBe(0);
    for (const runner of runners) expect(readdirSync("/proc")).not.toContain(runner);
  });

  it("ends at once on SIGINT while it is still starting", async () => {
    const program = serve(await tinyModels());
    await program.url;
    program.child.kill("SIGINT");
    expect(await program.exited).toBe(0);
  });

  it("refuses a bundle that fails a check, and serves the others", async () => {
    const models = await tinyModels();
    const { dir } = await writeTinyBundle(models, { version: "2" });
    appendFileSync(join(dir, "decoder.onnx"), "x");
    const url = await serve(models).url;
    await untilReady(url);
    const { data } = await ask(url, '{ models { id ready } model(id: "tiny") { id } }');
    expect(data).toEqual({ models: [{ id: "tiny@1", ready: true }], model: { id: "tiny@1" } });
    const ready = (await (await fetch(`${url}/readyz`)).json()) as { refused: { reason: string }[] };
    expect(ready.refused).toMatchObject([{ bundle: "tiny@2", code: "BUNDLE_HASH_MISMATCH" }]);
    expect(ready.refused[0]!.reason).not.toContain(models);
  });

  it("is live but not ready, with the reason, when there is nothing that it can serve", async () => {
    const models = mkdtempSync(join(tmpdir(), "semblance-none-"));
    mkdirSync(join(models, "broken", "1"), { recursive: true });
    const url = await serve(models).url;
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, reason: "there is no model to serve" });
    expect((await ask(url, '{ augment(class: "fear") { s } }')).errors).toMatchObject([
      { extensions: { code: "UNKNOWN_MODEL" } },
    ]);
  });

  it("serves a model again after its runner was killed", async () => {
    const program = serve(await tinyModels());
    const url = await program.url;
    await untilReady(url);
    const query = '{ augment(class: "fear", seed: 1) { images { base64 } } }';
    const before = await ask(url, query);
    for (const runner of childrenOf(program.child.pid!)) process.kill(Number(runner), "SIGKILL");
    expect(await ask(url, query)).toEqual(before);
  });

  it.each([
    ["a port that is none", ["--port", "99999"], {}, /--port or PORT/],
    ["a device that is none", [], { DEVICE: "abacus" }, /--models|--device or DEVICE/],
    ["a folder that is not there", ["--models", "/nowhere/at/all"], {}, /nowhere/],
  ])("says in one line why it cannot start with %s, and exits with 1", async (_what, options, environment, reason) => {
    const models = mkdtempSync(join(tmpdir(), "semblance-none-"));
    folders.push(models);
    const args = ["scripts/semblance.mjs", "serve", "--models", models, ...options];
    const child = spawn(process.execPath, args, { env: { ...process.env, PORT: "0", ...environment } });
    children.push(child);
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
    expect(errors).toMatch(reason);
    expect(errors.trim().split("\n")).toHaveLength(1);
  });

  it("says in one line that its port is taken", async () => {
    const url = await serve(await tinyModels()).url;
    const second = serve(await tinyModels(), ["--port", new URL(url).port]);
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/EADDRINUSE.*Choose another --port/);
  });
});
