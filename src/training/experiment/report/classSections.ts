import { barY, cell, dot, ruleY, text } from "@observablehq/plot";
import { draw } from "./draw.js";
import { figure, paragraph, section, table } from "./html.js";
import { nameOf, shortName, splitName } from "./names.js";
import type { ReportData } from "./reportData.js";

/** Arms whose classes are looked at one by one, where they are finished. */
const LOOKED_AT = ["none", "balanced", "ours", "reconstruction", "oracle"];
/** Said to be names: Plot takes values that are all CSS colours for colours, and "None" is one. */
const byArm = { value: "arm", scale: "color" } as const;
const COLOURS = ["#8c959f", "#0b57d0", "#b3261e", "#bf8700", "#1a7f37"];

/** How many training images each class has: the paper's Fig. 1. */
export function classCounts({ facts }: ReportData): string {
  const { labels, counts, name, fingerprint, truth } = facts;
  const bars = labels.map((label, i) => ({ label, images: counts[i]! }));
  const plot = draw("Training images per class", {
    width: 560,
    height: 220,
    marginLeft: 50,
    x: { label: null, domain: [...bars].sort((a, b) => b.images - a.images).map(({ label }) => label) },
    y: { label: "training images", grid: true },
    marks: [
      barY(bars, { x: "label", y: "images", fill: "#0b57d0" }),
      text(bars, { x: "label", y: "images", text: "images", dy: -7 }),
      ruleY([0]),
    ],
  });
  const tests = Object.entries(truth).map(([split, classes]) => `${splitName(split)} ${classes.length}`);
  return section(
    "data",
    "Data",
    paragraph(
      `Data set "${name}", fingerprint ${fingerprint}. Images that nothing was trained on: ${tests.join(", ")}.`,
    ),
    figure(plot, "The long tail."),
  );
}

/** Recall of every class under the arms of Table I, reconstruction and the oracle. */
export function perClassRecall({ arms, facts, split }: ReportData): string {
  const parts: string[] = [];
  for (const network of ["resnet34", "dan"]) {
    const shown = LOOKED_AT.map((name) => arms.find(({ id }) => id === `${network}/${name}`)).filter(
      (arm) => arm !== undefined && arm.finished.length > 0,
    ) as ReportData["arms"];
    if (shown.length === 0) continue;
    const recall = shown.map(({ finished }) =>
      facts.labels.map(
        (_, c) =>
          finished.reduce((sum, arm) => sum + (arm.reports[split]!.perClassRecall[c] ?? 0), 0) / finished.length,
      ),
    );
    const order = facts.labels.map((_, c) => c).sort((a, b) => facts.counts[b]! - facts.counts[a]!);
    const points = shown.flatMap(({ id }, i) =>
      order.map((c) => ({
        arm: shortName(id),
        label: `${facts.labels[c]} ${facts.counts[c]}`,
        recall: recall[i]![c]!,
      })),
    );
    const plot = draw(`Recall per class, ${network}`, {
      width: 760,
      height: 300,
      x: { label: null, domain: order.map((c) => `${facts.labels[c]} ${facts.counts[c]}`) },
      y: { label: "recall, percent", domain: [0, 100], grid: true },
      color: { legend: true, domain: LOOKED_AT.map((name) => shortName(`x/${name}`)), range: COLOURS },
      marks: [
        dot(points, { x: "label", y: (d: { recall: number }) => 100 * d.recall, fill: byArm, r: 5, fillOpacity: 0.85 }),
      ],
    });
    parts.push(
      figure(
        plot,
        `${network === "dan" ? "DAN" : "ResNet34"} on ${splitName(split)}; classes by their training images, most first.`,
      ),
      table(
        "Recall, percent.",
        ["", ...facts.labels],
        shown.map(({ id }, i) => [nameOf(id), ...recall[i]!.map((value) => (100 * value).toFixed(1))]),
      ),
    );
  }
  return section(
    "recall",
    "Recall of every class",
    ...(parts.length > 0 ? parts : [paragraph("No arm of Table I is finished.")]),
  );
}

/** Confusion matrices of the arms of Table I: rows are the truth, in percent of it; all seeds together. */
export function confusions({ arms, facts, split }: ReportData): string {
  const wanted = ["resnet34/none", "resnet34/balanced", "resnet34/ours", "dan/none", "dan/balanced", "dan/ours"];
  const figures = wanted.flatMap((id) => {
    const finished = arms.find((arm) => arm.id === id)?.finished ?? [];
    if (finished.length === 0) return [];
    const cells = facts.labels.flatMap((truth, row) => {
      const counts = facts.labels.map((_, column) =>
        finished.reduce((sum, arm) => sum + arm.reports[split]!.confusion[row]![column]!, 0),
      );
      const total = counts.reduce((sum, count) => sum + count, 0);
      return counts.map((count, column) => ({
        truth,
        answer: facts.labels[column]!,
        share: total === 0 ? 0 : Math.round((100 * count) / total),
      }));
    });
    const plot = draw(`Confusion of ${nameOf(id)}`, {
      width: 330,
      height: 300,
      marginLeft: 66,
      marginBottom: 58,
      x: { label: null, domain: [...facts.labels], tickRotate: -40 },
      y: { label: null, domain: [...facts.labels] },
      color: { type: "linear", domain: [0, 100], range: ["#ffffff", "#0b57d0"] },
      marks: [
        cell(cells, { x: "answer", y: "truth", fill: "share", inset: 0.5 }),
        text(cells, {
          x: "answer",
          y: "truth",
          text: "share",
          fill: (d: { share: number }) => (d.share > 55 ? "white" : "#1b1f24"),
          fontSize: 9,
        }),
      ],
    });
    return [figure(plot, nameOf(id))];
  });
  return section(
    "confusion",
    "Confusions",
    paragraph(`Rows are the truth, columns the answers, in percent of the row, on ${splitName(split)}.`),
    figures.length > 0 ? `<div class="grid">${figures.join("\n")}</div>` : paragraph("No arm of Table I is finished."),
  );
}
