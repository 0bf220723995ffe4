import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { datasetCommand } from "../../src/cli/datasetCommand.js";
import { decodeImage } from "../../src/images/index.js";
import { runCommand } from "../support/runCommand.js";

const run = (...words: string[]) => runCommand(datasetCommand(), ...words);

/** The classes of the training split, the commonest first, as SVG and as PNG; other files are refused. */
async function drawsHistogram(spec: string, report: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "semblance-histogram-"));
  const draw = (file: string) => run("inspect", spec, "--size", "16", "--histogram", join(folder, file));
  expect((await draw("new/classes.svg")).out).toBe(report);
  const { document } = parseHTML(await readFile(join(folder, "new/classes.svg"), "utf8"));
  const bars = [...document.querySelectorAll('[aria-label="bar"] rect')].map((bar) =>
    Number(bar.getAttribute("height")),
  );
  const texts = [...document.querySelectorAll('[aria-label="text"] text')].map((text) => text.textContent);
  const counts = [...report.split("validation:")[0]!.matchAll(/^ {2}\w+ +(\d+)/gm)].map((match) => Number(match[1]));
  const sorted = counts.sort((a, b) => b - a);
  expect(texts.slice(0, 7)).toEqual(sorted.map(String));
  expect(texts.at(-1)).toMatch(/: 30 training images, imbalance \d/);
  expect(bars).toHaveLength(7);
  bars.forEach((height, i) => {
    expect(height / bars[0]!).toBeCloseTo(sorted[i]! / sorted[0]!, 6);
  });
  await draw("classes.png");
  const picture = await decodeImage(await readFile(join(folder, "classes.png")), { size: 64 });
  expect(picture.filter((value, i) => i % 3 === 0 && value < 60).length).toBeGreaterThan(200);
  expect((await draw("classes.pdf")).err).toContain("ends in .svg or .png");
}

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
    await drawsHistogram(`folder:${out}`, inspected.out);
  });

  it("ends with exitCode 1 and the reason when a data set cannot be read", async () => {
    const unknown = await run("inspect", "imagenet");
    expect(unknown.exitCode).toBe(1);
    expect(unknown.err).toContain("UNKNOWN_DATASET");
    expect((await run("render", "synthetic", "--out", tmpdir())).err).toContain("DATASET_LAYOUT");
    expect((await run("inspect", "synthetic", "--size", "many")).err).toContain("whole number");
  });
});
