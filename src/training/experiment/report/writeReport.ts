import { join } from "node:path";
import { writeAtomically } from "../../run/writeAtomically.js";
import { SEEDS_WANTED } from "../summary/verdict.js";
import { classCounts, confusions, perClassRecall } from "./classSections.js";
import { curves, faces, generatorMeasures, spectra, strength } from "./generatorSections.js";
import { escapeHtml, paragraph, section, table } from "./html.js";
import { nameOf, splitName } from "./names.js";
import { page } from "./page.js";
import { type ReportData, reportData } from "./reportData.js";
import { controls, differences, everyArm, tableOne } from "./resultSections.js";

/**
 * Writes the report of an experiment from what is finished of it, as one file that opens from disk.
 *
 * @param out where it goes; report.html in the experiment's folder when left out.
 * @returns that path. @throws ExperimentInvalidError
 */
export async function writeReport(folder: string, out?: string): Promise<string> {
  const path = out ?? join(folder, "report.html");
  await writeAtomically(path, renderReport(await reportData(folder)));
  return path;
}

/** The report as HTML: the same bytes for the same results. */
export function renderReport(data: ReportData): string {
  const parts = [
    tableOne(data),
    controls(data),
    differences(data),
    everyArm(data),
    perClassRecall(data),
    confusions(data),
    faces(data),
    strength(data),
    generatorMeasures(data),
    spectra(data),
    curves(data),
    classCounts(data),
    howItWasRun(data),
  ];
  const links = parts
    .map((part) => /id="([^"]+)"><h2>([^<]+)</.exec(part)!)
    .map(([, id, title]) => `<a href="#${id}">${title}</a>`);
  const body = [opening(data), `<nav>${links.join(" ")}</nav>`, ...parts].join("\n");
  return page("Semantic augmentation against a long tail: Table I and its controls", body);
}

/** Whether the claim held, on how much, and what is missing: before any figure. */
function opening({ verdict, record, arms, split, facts }: ReportData): string {
  const finished = arms.filter((arm) => arm.finished.length > 0);
  const trainings = arms.reduce((sum, arm) => sum + arm.finished.length, 0);
  const seeds = new Set(arms.flatMap((arm) => arm.finished.map(({ seed }) => seed))).size;
  const missing = arms.filter((arm) => arm.finished.length < record.seeds.length);
  const tone = verdict.held === undefined ? "" : verdict.held ? " yes" : " no";
  const state = (outcome: string): string => (outcome === "met" ? "met" : outcome === "not met" ? "failed" : "missing");
  const conditionTable = (caption: string, list: ReportData["verdict"]["conditions"]): string =>
    table(
      caption,
      ["", "wanted", "measured", ""],
      list.map(({ name, wanted, got, outcome }) => [name, wanted, got, outcome]),
      (i) => state(list[i]!.outcome),
    );
  return [
    "<h1>Semantic augmentation against a long tail: Table I and its controls</h1>",
    `<p class="lead${tone}">${escapeHtml(verdict.headline)}</p>`,
    paragraph(
      `This rests on ${seeds === 1 ? "one seed" : `${seeds} seeds`} and ${trainings} trainings` +
        `${seeds < SEEDS_WANTED ? `; ${SEEDS_WANTED} seeds are what such a claim needs, since trainings with other seeds differ by about as much as the methods do. The intervals below are over test images and know nothing of that.` : "."}`,
    ),
    paragraph(
      missing.length === 0
        ? `All ${arms.length} arms that were asked for are finished.`
        : `Finished: ${finished.length} of ${arms.length} arms that were asked for. Not run, or not for every seed: ${missing.map(({ id }) => nameOf(id)).join("; ")}.`,
    ),
    conditionTable(
      `What the claim asks for, in percentage points with the middle 95 % of the bootstrap; class means on ${splitName(split)}, accuracy on the test split. The thresholds stood before any result.`,
      verdict.conditions,
    ),
    conditionTable(
      "Whether this data and these trainings can show it. Where one of these fails, read the verdict with that in mind.",
      verdict.premises,
    ),
    facts.truth.balancedTest
      ? ""
      : paragraph("There is no balanced test here, so class means rest on few images of the rarest classes."),
  ].join("\n");
}

/** Everything that somebody needs to repeat it. */
function howItWasRun({ record, arms }: ReportData): string {
  const { settings } = record;
  const seconds = arms.flatMap((arm) => arm.finished.map((finished) => finished.seconds ?? 0));
  const network = ({ width, stem, batch, steps, learningRate }: typeof settings.resnet34, name: string): string =>
    `${name}: ${width} of the published width, ${stem} stem, batches of ${batch}, ${steps} steps, learning rate ${learningRate}.`;
  return section(
    "run",
    "How it was run",
    `<p><code>${escapeHtml(record.command)}</code></p>`,
    paragraph(
      `Images of ${settings.size} x ${settings.size} pixels. ${network(settings.resnet34, "ResNet34")} ${network(settings.dan, "DAN")} ` +
        `Every arm of a seed starts from the same weights and takes the same number of steps; arms that sample alike see the same images in the same order. ` +
        `The last epoch counts, never the best. Augmented arms replace ${percentOf(settings.augmentation.ratio)} of the drawn images until the last ${percentOf(settings.augmentation.cleanTail)} of the steps, out of ${settings.augmentation.pool} generated images per class. ` +
        `The arms took ${Math.round(seconds.reduce((sum, value) => sum + value, 0) / 60)} minutes of training.`,
    ),
    paragraph(
      "How it decides, and what every arm is: docs/experiment.md. Labels describe a visible expression, not what somebody feels; generated faces are synthetic.",
    ),
    `<details><summary>All settings</summary><pre>${escapeHtml(JSON.stringify(settings, null, 1))}</pre></details>`,
  );
}

function percentOf(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}
