import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { datasetCommand } from "../../src/cli/datasetCommand.js";
import { runCommand } from "../support/runCommand.js";

const run = (...words: string[]) => runCommand(datasetCommand(), ...words);

describe("semblance dataset", () => {
  it("renders the synthetic set and inspects what it wrote", async () => {
    const out = join(await mkdtemp(join(tmpdir(), "semblance-command-")), "faces");
    const rendered = await run("render", "synthetic", "--out", out, "--size", "16", "--count", "30", "--balanced", "1");
    expect(rendered).toMatchObject({ exitCode: 0, err: "" });
    expect(existsSync(join(out, "sheet.png"))).toBe(true);
    const inspected = await run("inspect", `folder:${out}`, "--size", "16");
    expect(inspected.exitCode).toBe(0);
    expect(inspected.out).toMatch(/train: 3\d images of 16 x 16, imbalance \d+\.\d/);
    expect(inspected.out).toMatch(/happiness +11 #{40}/);
    expect(inspected.out).toContain("balancedTest: 7 images");
  });

  it("ends with exitCode 1 and the reason when a data set cannot be read", async () => {
    const unknown = await run("inspect", "imagenet");
    expect(unknown.exitCode).toBe(1);
    expect(unknown.err).toContain("UNKNOWN_DATASET");
    expect((await run("render", "synthetic", "--out", tmpdir())).err).toContain("DATASET_LAYOUT");
    expect((await run("inspect", "synthetic", "--size", "many")).err).toContain("whole number");
  });
});
