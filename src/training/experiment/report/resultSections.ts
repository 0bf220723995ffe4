import { dot, ruleX, ruleY } from "@observablehq/plot";
import type { Estimate } from "../summary/compareArms.js";
import { controlsOf, percent, points } from "../summary/verdict.js";
import { draw } from "./draw.js";
import { escapeHtml, figure, paragraph, section, table } from "./html.js";
import { nameOf, shortName, splitName } from "./names.js";
import type { ReportData } from "./reportData.js";

/** Total precision and mAP of the paper's Table I. */
const PAPER: Readonly<Record<string, readonly [number, number]>> = {
  "resnet34/none": [0.7021, 0.5587],
  "resnet34/balanced": [0.7322, 0.6412],
  "resnet34/ours": [0.7443, 0.6737],
  "dan/none": [0.8832, 0.8198],
  "dan/balanced": [0.8864, 0.8095],
  "dan/ours": [0.8924, 0.8205],
};

const withInterval = ({ value, low, high }: Estimate): string =>
  `${(100 * value).toFixed(1)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
const signed = ({ value, low, high }: Estimate): string => `${points(value)} [${points(low)}, ${points(high)}]`;

/** The paper's Table I beside the same cells here. */
export function tableOne({ compared, facts, record }: ReportData): string {
  const splits = ["test", ...(facts.truth.balancedTest ? ["balancedTest"] : [])];
  const rows = Object.entries(PAPER).map(([id, [precision, map]]) => {
    const scores = compared.scores.get(id);
    const missing = record.arms.includes(id) ? "not finished" : "not run";
    const cells = splits.flatMap((split) => {
      const own = scores?.[split];
      if (!own) return split === "test" ? [missing, missing] : [missing];
      const mean = withInterval(own.meanClassAccuracy);
      // On a balanced split accuracy is mean class accuracy.
      return split === "test" ? [withInterval(own.accuracy), mean] : [mean];
    });
    return [nameOf(id), (100 * precision).toFixed(1), (100 * map).toFixed(1), ...cells];
  });
  const head = [
    "",
    "paper: total precision",
    "paper: mAP",
    "here: accuracy, test",
    "here: mean class accuracy, test",
    ...(splits.length > 1 ? ["here: mean class accuracy, balanced test"] : []),
  ];
  return section(
    "table1",
    "Table I",
    table("Percent, with the middle 95 % of the bootstrap over test images.", head, rows, (i) =>
      compared.scores.has(Object.keys(PAPER)[i]!) ? "" : "missing",
    ),
    paragraph(
      "The paper's figures are for RAF-DB and stand beside these for their order, not their height: these are other images, smaller networks and " +
        "shorter trainings. Its total precision is accuracy; its mAP, which it does not define, is read as mean class accuracy.",
    ),
  );
}

/** Differences between arms: with intervals, and McNemar's test on accuracy. */
export function differences({ compared, split }: ReportData): string {
  if (compared.comparisons.length === 0)
    return section(
      "differences",
      "Differences",
      paragraph("No two arms that are compared with each other are finished."),
    );
  const rows = compared.comparisons.map(({ a, b, seeds, difference, mcNemar }) => {
    const tests = mcNemar.test ?? [];
    return [
      pairName(a, b),
      String(seeds.length),
      signed(difference.test!.accuracy),
      signed(difference[split]!.meanClassAccuracy),
      signed(difference[split]!.tailRecall),
      tests.map(({ onlyA, onlyB }) => `${onlyA} : ${onlyB}`).join(", "),
      tests.map(({ p }) => probability(p)).join(", "),
    ];
  });
  const shown = compared.comparisons.map(({ a, b, difference }) => ({
    pair: pairName(a, b),
    ...difference[split]!.meanClassAccuracy,
  }));
  const plot = draw("Differences in mean class accuracy", {
    width: 760,
    height: 40 + 22 * shown.length,
    marginLeft: 260,
    x: {
      label: `difference in mean class accuracy on ${splitName(split)}, percentage points`,
      transform: (v: number) => 100 * v,
      grid: true,
    },
    y: { label: null, domain: shown.map(({ pair }) => pair) },
    marks: [
      ruleX([0]),
      ruleY(shown, { x1: "low", x2: "high", y: "pair", stroke: (d: Estimate) => colourOf(d), strokeWidth: 2 }),
      dot(shown, { x: "value", y: "pair", fill: (d: Estimate) => colourOf(d), r: 4 }),
    ],
  });
  return section(
    "differences",
    "Differences",
    figure(
      plot,
      "Line: the middle 95 % of the paired bootstrap. Green: above 0 throughout; red: below 0 throughout; grey: may be chance.",
    ),
    table(
      `Percentage points, first minus second. Class means on ${splitName(split)}; McNemar's test on the test split: images that only one of the two has right, and p.`,
      ["", "seeds", "accuracy", "mean class accuracy", "tail recall", "only one right", "p"],
      rows,
    ),
  );
}

/** All arms that are finished, in one table: what the verdict rests on and what it does not. */
export function everyArm({ arms, compared, split, record }: ReportData): string {
  const rows = arms.map(({ id, finished }) => {
    const scores = compared.scores.get(id);
    if (!scores) return [nameOf(id), "not finished", ...Array<string>(8).fill("")];
    const mean = (of: (arm: (typeof finished)[number]) => number | null) =>
      finished.reduce((sum, arm) => sum + (of(arm) ?? Number.NaN), 0) / finished.length;
    const deviation = spread(finished.map((arm) => arm.reports[split]!.meanClassAccuracy));
    return [
      nameOf(id) +
        (finished[0]?.s === undefined ? "" : `, s = ${finished[0].s}`) +
        (finished[0]?.tau === undefined ? "" : `, τ = ${finished[0].tau}`),
      `${finished.length} of ${record.seeds.length}`,
      withInterval(scores.test!.accuracy),
      withInterval(scores[split]!.meanClassAccuracy) +
        (deviation === undefined ? "" : ` ±${(100 * deviation).toFixed(1)}`),
      percent(mean((arm) => arm.reports.test!.macroPrecision)),
      percent(mean((arm) => arm.reports.test!.macroAveragePrecision)),
      ...(["head", "mid", "tail"] as const).map((group) =>
        percent(mean((arm) => arm.reports[split]!.groupRecall[group])),
      ),
      mean((arm) => arm.reports.test!.expectedCalibrationError).toFixed(3),
    ];
  });
  return section(
    "arms",
    "Every arm",
    table(
      `Percent. Accuracy, macro precision, macro average precision and calibration error (ECE) on the test split, class means on ${splitName(split)}${record.seeds.length > 1 ? "; ± is the standard deviation over seeds" : ""}.`,
      [
        "",
        "seeds",
        "accuracy",
        "mean class accuracy",
        "macro precision",
        "macro AP",
        "head recall",
        "mid recall",
        "tail recall",
        "ECE",
      ],
      rows,
      (i) => (arms[i]!.finished.length === 0 ? "missing" : ""),
    ),
  );
}

/** What the controls say, in words. */
export function controls({ verdict, record, compared, split }: ReportData): string {
  const asked = controlsOf(record.arms);
  const oracle = compared.comparisons.find(({ a }) => a === "resnet34/oracle")?.difference[split]?.meanClassAccuracy;
  return section(
    "controls",
    "Did a control reach the same?",
    paragraph(
      "If decoding alone, noise without directions, another class's covariance or a method that costs nothing does as well, then the class covariance is not the reason for a gain.",
    ),
    `<ul>${verdict.controls.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("\n")}</ul>`,
    oracle
      ? paragraph(
          `As many real images of every class (the oracle) would give ${signed(oracle)} points over Balanced: that is what augmentation can win at most.`,
        )
      : paragraph(
          "The oracle, equally many real images of every class, is not finished: how much there is to win is not known.",
        ),
    asked.length === 0 ? paragraph("No control was asked for.") : "",
  );
}

function pairName(a: string, b: string): string {
  return `${nameOf(a).split(" (")[0]} - ${shortName(b)}`;
}

/** Standard deviation of two values or more. */
function spread(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function probability(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

function colourOf({ low, high }: Estimate): string {
  return low > 0 ? "#1a7f37" : high < 0 ? "#b3261e" : "#59636e";
}
