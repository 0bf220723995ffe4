import type { ManifestDraft } from "../../bundle/index.js";
import type { ClassificationReport } from "../metrics/index.js";
import type { Gate } from "../stages/gates.js";
import type { FilterRates } from "../stages/poolOptions.js";
import type { SourceCount } from "../stages/recogniseSources.js";
import type { StoredNetwork } from "../stages/storeNetwork.js";
import { confusionTable } from "./confusionTable.js";

export interface CardContents {
  readonly manifest: ManifestDraft;
  /** By classifier id, then split; "teacher" is the classifier trained on images as they come. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, ClassificationReport>>>>;
  readonly gates: readonly Gate[];
  /** Effective rank of each class's covariance. */
  readonly ranks: Readonly<Record<string, number>>;
  /** By label, when augmentation starts from recognised images only. */
  readonly sources?: ReadonlyMap<string, SourceCount> | undefined;
  /** By label, when the teacher filtered draws. */
  readonly filtered: ReadonlyMap<string, FilterRates>;
  /** By network: what rounding its weights changes; empty when nothing was rounded. */
  readonly agreements: Readonly<Record<string, NonNullable<StoredNetwork["agreement"]>>>;
}

const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? "-" : (100 * value).toFixed(1);

/** MODEL_CARD.md: what the bundle is, what it was trained on, how good it is per class, and what it must not be used for. */
export function modelCard({ manifest, scores, gates, ranks, sources, filtered, agreements }: CardContents): string {
  const { labels, classCounts, tailClasses, training, data } = manifest;
  const rows = Object.entries(scores).flatMap(([id, splits]) =>
    Object.entries(splits).map(
      ([split, report]) =>
        `| ${id} | ${split} | ${report.images} | ${percent(report.accuracy)} | ${percent(report.meanClassAccuracy)} | ${report.perClassRecall.map(percent).join(" | ")} |`,
    ),
  );
  return `# ${manifest.name} ${manifest.version}

A VAE-GAN with per-class latent covariances, and expression classifiers trained with what it generates. Method: Li, Wang, Guan and Yin,
"Semantic Data Augmentation for Long-tailed Facial Expression Recognition" (arXiv 2411.17254).

## Data

${data.name}, ${manifest.imageSize} x ${manifest.imageSize} pixels, fingerprint \`${data.fingerprint}\`.
Splits: ${Object.entries(data.splits)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ")}.

| class | training images | effective rank of its covariance |
|---|---|---|
${labels.map((label, i) => `| ${label}${tailClasses.includes(label) ? " (tail)" : ""} | ${classCounts[i]} | ${ranks[label]?.toFixed(1) ?? "-"} of ${manifest.latentSize} |`).join("\n")}

${[...(sources ? [sourceTable(sources)] : []), ...(filtered.size > 0 ? [filterTable(filtered)] : [])].map((table) => `${table}\n\n`).join("")}## How good it is

Percent. "teacher" is trained on the images as they come, with the same number of steps and no generated images.

| classifier | split | images | accuracy | mean class accuracy | ${labels.map((label) => `${label} recall`).join(" | ")} |
|---|---|---|---|---|${"---|".repeat(labels.length)}
${rows.join("\n")}

One training with one seed: differences of a few points between rows are within chance.

${confusions(labels, scores)}

## Conditions for augmentation to help

| condition | value | wanted | met |
|---|---|---|---|
${gates.map(({ name, value, wanted, passed }) => `| ${name} | ${value.toFixed(3)} | ${wanted} | ${passed ? "yes" : "no"} |`).join("\n")}

Where a condition is not met, generated images of that kind carry wrong or weak labels; do not train on them without looking at them.

## Training

Seed ${training.seed}, ${Math.round(training.durationSeconds)} s of training: \`${training.command}\`. All settings are in manifest.json, curves and image grids
in report/.
${Object.keys(agreements).length > 0 ? `\n${precisionTable(agreements)}\n` : ""}
## Limits and use

- Labels describe a visible expression, not what somebody feels.
- Not for decisions about people: hiring, schooling, policing, insurance, or inferring emotions at work or in education, which
  the EU AI Act prohibits outside medical and safety uses.
- Faces unlike the training data (drawn faces, other ages, lighting, poses) are classified worse than the table says.
- Generated images are synthetic and are marked as such where they leave the server.
`;
}

/** What augmentation starts from; docs/method.md, sources. */
function sourceTable(sources: ReadonlyMap<string, SourceCount>): string {
  const rows = [...sources].map(
    ([label, { encodings, recognised, kept }]) => `| ${label} | ${encodings} | ${recognised} | ${kept} |`,
  );
  return `Augmentation starts from those training images whose reconstruction the teacher still gives their own label; means and covariances are
those of all images. Mirror images count as images.

| class | encodings | recognised after decoding | kept as sources |
|---|---|---|---|
${rows.join("\n")}`;
}

function filterTable(filtered: ReadonlyMap<string, FilterRates>): string {
  const rows = [...filtered].map(
    ([label, { rejections, fallbacks }]) => `| ${label} | ${percent(rejections)} | ${percent(fallbacks)} |`,
  );
  return `Generated images that the teacher did not give their label were drawn again. Percent:

| class | draws rejected | images left unmoved |
|---|---|---|
${rows.join("\n")}`;
}

/** What weights in half precision change, on held-out images; every other figure of the card is of the networks as they are stored. */
function precisionTable(agreements: CardContents["agreements"]): string {
  const rows = Object.entries(agreements).map(([name, { precision, figures }]) => {
    const list = Object.entries(figures).map(([what, value]) => `${what} ${Number(value.toPrecision(2))}`);
    return `| ${name} | ${precision} | ${list.join(", ")} |`;
  });
  return `Weights are stored in half precision and computed with in single; what that changes on test images:

| network | stored as | difference |
|---|---|---|
${rows.join("\n")}`;
}

/** The confusion matrix of every classifier in the bundle on the balanced split, or on the test split where there is none. */
function confusions(labels: readonly string[], scores: CardContents["scores"]): string {
  return Object.entries(scores)
    .filter(([id]) => id !== "teacher")
    .map(([id, splits]) => {
      const split = splits.balancedTest ? "balancedTest" : "test";
      return `Confusions of ${id} on ${split}, in images:\n\n${confusionTable(labels, splits[split]!.confusion)}`;
    })
    .join("\n\n");
}
