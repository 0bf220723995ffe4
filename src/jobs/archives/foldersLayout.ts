import type { JobPlan } from "../plan/jobPlan.js";
import type { Sample } from "../plan/samples.js";
import { extensionOf, type Layout } from "./layout.js";

/** A folder per class, as most loaders read them, with `manifest.json` (what the whole is) and `labels.csv` (a line per image). */
export const foldersLayout: Layout = {
  preface: (plan, shard, samples) => {
    const manifest = {
      ...{ format: "semblance-images", formatVersion: 1, synthetic: true },
      ...{ model: plan.model, digest: plan.digest, labels: plan.labels, classes: plan.classes, seed: plan.seed },
      ...{ imageFormat: plan.imageFormat, file: shard.name, images: shard.images },
    };
    const lines = samples.map((sample) =>
      [nameOf(plan, sample), sample.label, plan.labels.indexOf(sample.label), sample.s, plan.seed, sample.index]
        .map(cell)
        .join(","),
    );
    return [
      { name: "manifest.json", bytes: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`) },
      { name: "labels.csv", bytes: Buffer.from(`${["file,label,class,s,seed,index", ...lines].join("\r\n")}\r\n`) },
    ];
  },
  entries: (plan, sample, image) => [{ name: nameOf(plan, sample), bytes: image }],
};

function nameOf({ labels, ...plan }: JobPlan, { label, index }: Sample): string {
  return `${folderOf(label, labels)}/${String(index).padStart(6, "0")}.${extensionOf(plan)}`;
}

/** The label, unless file systems or shells would read it differently or as another one; then its number goes before what is left of it. */
function folderOf(label: string, labels: readonly string[]): string {
  const plain = label.replace(/[^\p{L}\p{N}_-]/gu, "_");
  const alike = labels.filter((other) => other.toLowerCase() === label.toLowerCase()).length;
  return plain === label && alike === 1 ? label : `${labels.indexOf(label)}-${plain}`;
}

/** A cell of RFC 4180. */
function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
