import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { growth } from "../../scripts/proofs/slope.mjs";
import { tinyModels } from "../support/tinyBundle.js";

let models: string;
beforeAll(async () => {
  models = await tinyModels();
});
afterAll(() => rmSync(models, { recursive: true, force: true }));

/** Runs a proof as its command does: its exit code, and its line of figures. */
async function prove(name: string, ...options: string[]): Promise<{ code: number; figures: Record<string, unknown> }> {
  const child = spawn(process.execPath, [`scripts/proofs/${name}.mjs`, "--models", models, ...options]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const code = await new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? -1)));
  const line = out.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(`${name} gave no figures: ${err}`);
  return { code, figures: { ...(JSON.parse(line) as Record<string, unknown>), err } };
}

describe("The proofs, in short,", () => {
  it("chaos: whatever a runner's end interrupts is answered once, right or with a type", {
    timeout: 180_000,
  }, async () => {
    const { code, figures } = await prove("chaos", "--seconds", "4", "--clients", "2");
    expect(figures).toMatchObject({ passed: true, err: "" });
    expect(figures.kills).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it("fuzz: damaged images and hostile requests are answered with types; 1,000 flipped bits are refused", {
    timeout: 180_000,
  }, async () => {
    const { code, figures } = await prove("fuzz", "--images", "200", "--requests", "100", "--group", "100");
    expect(figures).toMatchObject({ passed: true, err: "", flips: 1000, refused: 1000 });
    expect(code).toBe(0);
  });
});

describe("The test of a leak", () => {
  const series = (value: (i: number) => number) =>
    Array.from({ length: 150 }, (_, i) => ({ atMs: i * 1000, value: value(i) }));
  // Garbage collection: memory rises for ten samples and falls.
  const saw = (i: number) => 100 + (i % 10) * 5;

  it.each([
    ["a steady value", (_: number) => 100, false],
    ["the teeth of garbage collection", saw, false],
    ["growth within what is tolerated", (i: number) => saw(i) + i * 0.05, false],
    ["warming up, then steady", (i: number) => (i < 40 ? 100 + i * 3 : 220), false],
    ["one jump", (i: number) => (i < 100 ? 100 : 140), false],
    ["growth below the teeth", (i: number) => saw(i) + i * 0.5, true],
  ])("of %s", (_what, value, grows) => {
    expect(growth(series(value), 20).grows).toBe(grows);
  });
});
