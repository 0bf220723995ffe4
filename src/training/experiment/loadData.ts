import {
  type Dataset,
  type LabelledImages,
  type LoadProgress,
  loadDataset,
  loadMoreFaces,
  type MoreFaces,
} from "../../datasets/index.js";
import { indicesByClass } from "../sampling/classSampler.js";
import { ExperimentInvalidError } from "./errors/experimentInvalidError.js";
import { firstOfEach } from "./generator/firstOfEach.js";
import type { ExperimentRecord } from "./record.js";

export interface ExperimentData {
  /** The training's own data set with, where it is synthetic, more images in its balanced test. */
  readonly dataset: Dataset;
  /** Training images per class. */
  readonly counts: readonly number[];
  /** As many training images, equally many per class; undefined where no arm asks for them. */
  readonly oracle?: LabelledImages;
}

/**
 * Everything that arms are trained and tested on. The fingerprint is that of the training's data set, so that a bundle can be compared with it.
 * @throws ExperimentInvalidError where the oracle is asked for and the data are real, and the errors of the data set.
 */
export async function loadData(
  { data, settings }: ExperimentRecord,
  options: {
    readonly oracle: boolean;
    readonly cacheDir?: string;
    readonly onProgress: (progress: LoadProgress) => void;
  },
): Promise<ExperimentData> {
  const isSynthetic = data === "synthetic";
  if (options.oracle && !isSynthetic) {
    throw new ExperimentInvalidError(
      `Expected the synthetic data set for the arm "oracle", got ${data}: real data has no more images of rare classes. Leave the arm out with --arms.`,
    );
  }
  const { size } = settings;
  const { count, seed, balancedPerClass, evaluationPerClass } = settings.data;
  const { cacheDir, onProgress } = options;
  const shared = { size, seed, onProgress, ...(cacheDir !== undefined && { cacheDir }) };
  const dataset = await loadDataset(data, { ...shared, count, balancedPerClass });
  const counts = countsOf(dataset.splits.train);
  if (!isSynthetic) return { dataset, counts };
  const upTo = async (images: LabelledImages, split: MoreFaces["split"], to: number): Promise<LabelledImages> => {
    const more = await loadMoreFaces({ ...shared, split, from: countsOf(images), to });
    return joined(firstOfEach(images, to), more);
  };
  const { balancedTest } = dataset.splits;
  const splits = balancedTest
    ? { ...dataset.splits, balancedTest: await upTo(balancedTest, "balancedTest", evaluationPerClass) }
    : dataset.splits;
  const { train } = splits;
  const perClass = Math.floor(train.count / counts.length);
  return {
    dataset: { ...dataset, splits },
    counts,
    ...(options.oracle && { oracle: await upTo(train, "train", perClass) }),
  };
}

export function countsOf(images: LabelledImages): number[] {
  return indicesByClass(images).map(({ length }) => length);
}

function joined(a: LabelledImages, b: LabelledImages): LabelledImages {
  const images = new Uint8Array(a.images.length + b.images.length);
  images.set(a.images);
  images.set(b.images, a.images.length);
  return {
    ...a,
    count: a.count + b.count,
    images,
    classes: Uint8Array.from([...a.classes, ...b.classes]),
    ids: [...a.ids, ...b.ids],
  };
}
