import { activeUnits, type LatentStatistics } from "../../augmentation/index.js";
import type { LabelledImages } from "../../datasets/index.js";
import type { Session } from "../../runtime/index.js";
import { argmaxRows, frequencyGroups } from "../metrics/index.js";
import { classify } from "./classify.js";
import type { AugmentedPool } from "./generatePool.js";
import { reconstruct, reconstructionError } from "./reconstruct.js";

/** One condition that must hold before augmentation can be expected to help. */
export interface Gate {
  readonly name: string;
  readonly value: number;
  /** As in "> 20". */
  readonly wanted: string;
  readonly passed: boolean;
}

export interface GateInputs {
  readonly encoder: Session;
  readonly decoder: Session;
  readonly teacher: Session;
  /** Held-out images. */
  readonly images: LabelledImages;
  readonly statistics: ReadonlyMap<string, LatentStatistics>;
  readonly pool: AugmentedPool;
  /** Images decoded at s = 0, to tell what the decoder loses from what the noise loses. */
  readonly unmoved: AugmentedPool;
  readonly classCounts: readonly number[];
}

const above = (name: string, value: number, least: number): Gate => ({
  name,
  value,
  wanted: `> ${least}`,
  passed: value > least,
});
const below = (name: string, value: number, most: number): Gate => ({
  name,
  value,
  wanted: `< ${most}`,
  passed: value < most,
});

/** Reconstruction, survival of the expression, the teacher's agreement with generated labels, active latents: docs/method.md, gates. */
export async function checkGates(
  inputs: GateInputs,
): Promise<{ gates: Gate[]; reconstruction: { l1: number; psnr: number } }> {
  const { images, teacher, classCounts } = inputs;
  const decoded = await reconstruct(inputs.encoder, inputs.decoder, images.images, images.size);
  const reconstruction = reconstructionError(images.images, decoded);
  const share = async (pixels: Uint8Array, isRight: (predicted: number, index: number) => boolean): Promise<number> => {
    const predicted = argmaxRows(await classify(teacher, pixels, images.size), images.labels.length);
    return predicted.filter(isRight).length / predicted.length;
  };
  const matches = (predicted: number, index: number): boolean => predicted === images.classes[index];
  const lost = (await share(images.images, matches)) - (await share(decoded, matches));

  const groups = frequencyGroups(classCounts);
  const agreement = async (pool: AugmentedPool): Promise<number[]> =>
    Promise.all([...pool].map(([label, pixels]) => share(pixels, (predicted) => predicted === label)));
  const [moved, unmoved] = [await agreement(inputs.pool), await agreement(inputs.unmoved)];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const labels = [...inputs.pool.keys()];
  const tail = labels.flatMap((label, i) =>
    groups[label] === "tail" ? [above(`teacher agrees on ${images.labels[label]}`, moved[i]!, 0.65)] : [],
  );

  const all = [...inputs.statistics.values()];
  const d = all[0]!.mean.length;
  const data = new Float32Array(all.reduce((sum, { encodings }) => sum + encodings.length, 0));
  let offset = 0;
  for (const { encodings } of all) {
    data.set(encodings, offset);
    offset += encodings.length;
  }
  const gates = [
    below("reconstruction L1", reconstruction.l1, 0.12),
    above("reconstruction PSNR", reconstruction.psnr, 20),
    below("accuracy lost by reconstruction", lost, 0.05),
    above("teacher agrees with generated labels", mean(moved), 0.8),
    above("teacher agrees at s = 0", mean(unmoved), 0.8),
    ...tail,
    above("active latents", activeUnits({ data, count: data.length / d, size: d }) / d, 0.5),
  ];
  return { gates, reconstruction };
}
