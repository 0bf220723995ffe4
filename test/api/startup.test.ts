import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../support/graphql.js";
import { children, folders, serve } from "../support/program.js";
import { untilReady } from "../support/runningServer.js";
import { tinyModels, writeTinyBundle } from "../support/tinyBundle.js";

describe("semblance serve, when it starts,", () => {
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
    const readiness = async () => {
      const response = await fetch(`${url}/readyz`);
      return { status: response.status, ...((await response.json()) as { ready: boolean; reason: string }) };
    };
    while ((await readiness()).reason === "bundles are still being verified");
    expect(await readiness()).toMatchObject({ status: 503, ready: false, reason: "there is no model to serve" });
    expect((await ask(url, '{ augment(class: "fear") { s } }')).errors).toMatchObject([
      { extensions: { code: "UNKNOWN_MODEL" } },
    ]);
  });

  it.each([
    ["a port that is none", ["--port", "99999"], {}, /server\.port \(command line\): expected an integer/],
    ["a device that is none", [], { DEVICE: "abacus" }, /models\.device \(DEVICE\): expected one of auto/],
    ["a public address and nobody asked who they are", ["--host", "0.0.0.0"], {}, /semblance keys create/],
    ["keys that are not there", ["--host", "0.0.0.0", "--keys", "/nowhere/keys.json"], {}, /KEY_FILE/],
    ["a list of operations that is not there", ["--persisted-operations", "/nowhere/list.json"], {}, /OPERATION_LIST/],
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
