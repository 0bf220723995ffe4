import { mkdir } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { encodeImage, renderSvg } from "../images/index.js";
import type { Dataset } from "./dataset.js";
import { describeProblem } from "./describeProblem.js";
import type { LabelledImages } from "./labelledImages.js";
import { type LoadOptions, loadDataset } from "./loadDataset.js";
import { writeFlushed } from "./writeFlushed.js";

export interface InspectOptions extends LoadOptions {
  /** Where to draw the classes of the training split: a path that ends in .svg or .png. */
  readonly histogram?: string | undefined;
}

const shownProblems = 20;
const barWidth = 40;

/** A report in plain text: images per split and class, imbalance, and everything that is wrong. Bad files are left out, never fatal. */
export async function inspectDataset(spec: string, options: InspectOptions): Promise<string> {
  const { histogram: path, ...loading } = options;
  const dataset = await loadDataset(spec, { ...loading, tolerance: options.tolerance ?? 1 });
  if (path !== undefined) await drawHistogram(dataset, path);
  return reportOn(dataset);
}

async function drawHistogram(dataset: Dataset, path: string): Promise<void> {
  // Loaded here, because nothing else that reads data sets needs a plotting library.
  const { classHistogram, HISTOGRAM_HEIGHT, HISTOGRAM_WIDTH } = await import("./classHistogram.js");
  const svg = classHistogram(dataset);
  const isSvg = extname(path).toLowerCase() === ".svg";
  await mkdir(dirname(path), { recursive: true });
  await writeFlushed(
    path,
    isSvg ? svg : await encodeImage(await renderSvg(svg), HISTOGRAM_WIDTH, HISTOGRAM_HEIGHT, "png"),
  );
}

/** The report on a data set that is already loaded. */
export function reportOn(dataset: Dataset): string {
  const lines = [`${dataset.name}  fingerprint ${dataset.fingerprint}`, ""];
  for (const [name, split] of Object.entries(dataset.splits)) lines.push(...histogram(name, split), "");
  const { problems } = dataset;
  const codes = [...new Set(problems.map((problem) => problem.code))];
  lines.push(problems.length === 0 ? "No problems." : `${problems.length} problems:`);
  for (const code of codes) lines.push(`  ${code} ${problems.filter((problem) => problem.code === code).length}`);
  lines.push(...problems.slice(0, shownProblems).map((problem) => `  ${describeProblem(problem)}`));
  if (problems.length > shownProblems) lines.push(`  ... and ${problems.length - shownProblems} more.`);
  return `${lines.join("\n")}\n`;
}

function histogram(name: string, split: LabelledImages): string[] {
  const counts = split.labels.map((_, c) => split.classes.reduce((sum, value) => sum + (value === c ? 1 : 0), 0));
  const largest = Math.max(...counts, 1);
  const smallest = Math.min(...counts);
  const imbalance = smallest > 0 ? (largest / smallest).toFixed(1) : "infinite";
  const width = Math.max(...split.labels.map((label) => label.length));
  return [
    `${name}: ${split.count} images of ${split.size} x ${split.size}, imbalance ${imbalance}`,
    ...split.labels.map((label, c) => {
      const bar = "#".repeat(Math.round((counts[c]! / largest) * barWidth));
      return `  ${label.padEnd(width)} ${String(counts[c]).padStart(6)} ${bar}`.trimEnd();
    }),
  ];
}
