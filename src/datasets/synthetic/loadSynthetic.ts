import type { Dataset, SplitName } from "../dataset.js";
import { fingerprint } from "../fingerprint.js";
import type { LabelledImages } from "../labelledImages.js";
import { expressionLabels } from "../labels.js";
import type { FaceRecord } from "./renderFace.js";
import { type RenderOptions, renderSynthetic } from "./renderSynthetic.js";

/** The procedural face set as a data set; see docs/method.md, section 9. */
export async function loadSynthetic(options: RenderOptions): Promise<Dataset> {
  const { images, records } = await renderSynthetic(options);
  const split = (name: SplitName) => selectSplit(name, options.size, images, records);
  const balancedTest = split("balancedTest");
  const splits = {
    train: split("train"),
    validation: split("validation"),
    test: split("test"),
    ...(balancedTest.count > 0 ? { balancedTest } : {}),
  };
  return {
    name: "synthetic",
    labels: expressionLabels,
    splits,
    fingerprint: fingerprint(expressionLabels, splits),
    problems: [],
  };
}

/** The images of a split out of a rendered set. */
export function selectSplit(
  name: SplitName,
  size: number,
  images: Uint8Array,
  records: readonly FaceRecord[],
): LabelledImages {
  const first = records.findIndex((record) => record.split === name);
  const own = records.filter((record) => record.split === name);
  const bytes = size * size * 3;
  return {
    labels: expressionLabels,
    size,
    count: own.length,
    images: images.slice(first * bytes, (first + own.length) * bytes),
    classes: Uint8Array.from(own, (record) => expressionLabels.indexOf(record.label)),
    ids: own.map((record) => record.id),
  };
}
