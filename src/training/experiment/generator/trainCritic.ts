import type * as tf from "@tensorflow/tfjs-core";
import { exportOnnx } from "../../../compiler/index.js";
import type { LabelledImages } from "../../../datasets/index.js";
import { scaleImages } from "../../../networks/index.js";
import { openSession, type Session } from "../../../runtime/index.js";
import type { TrainingRun } from "../../run/trainingRun.js";
import type { ClassifierSettings } from "../../settings.js";
import { trainClassifier } from "../../stages/trainClassifier.js";

/** Sets the critic's seed apart from every arm's. */
const OFFSET = 1_000_000;

/**
 * The classifier with which generated images are judged: images -> logits and features. It never saw one, and it is neither of the architecture nor
 * of the seed of what the arms train, so that they are not judged by themselves.
 */
export async function trainCritic(
  run: TrainingRun,
  { settings, seed, images }: { settings: ClassifierSettings; seed: number; images: LabelledImages },
): Promise<Session> {
  const trained = await trainClassifier(run, { settings, seed: seed + OFFSET, images, samplingPower: 0 });
  const { network } = trained.classifier;
  try {
    const model = exportOnnx(
      (feeds) => {
        const { logits, features } = network(scaleImages(feeds.images as tf.Tensor4D), false);
        return { logits, features };
      },
      { inputs: [{ name: "images", dtype: "uint8", shape: [-1, images.size, images.size, 3] }] },
    );
    return await openSession(model, run.session);
  } finally {
    for (const made of trained.classifier.all) made.dispose();
  }
}
