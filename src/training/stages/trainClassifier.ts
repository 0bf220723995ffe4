import * as tf from "@tensorflow/tfjs-core";
import { exportOnnx } from "../../compiler/index.js";
import type { LabelledImages } from "../../datasets/index.js";
import { scaleImages } from "../../networks/index.js";
import type { HostTensor, TensorSpec } from "../../tensor/hostTensor.js";
import { Random } from "../../tensor/random.js";
import type { History } from "../run/checkpoint.js";
import { runStage } from "../run/runStage.js";
import type { TrainingRun } from "../run/trainingRun.js";
import { classSampler } from "../sampling/classSampler.js";
import { copyImage } from "../sampling/copyImage.js";
import { cosine } from "../schedules.js";
import type { ClassifierSettings, ResNetSettings } from "../settings.js";
import { type Classifier, createClassifier, type ResNetClassifier } from "../steps/classifier.js";
import { classifierInputs, classifierStep } from "../steps/classifierStep.js";
import type { AugmentedPool } from "./generatePool.js";

export interface ClassifierTraining {
  readonly settings: ClassifierSettings;
  readonly seed: number;
  readonly images: LabelledImages;
  /** 1: images as they come (the paper's "None"); 0: class-balanced. */
  readonly samplingPower: number;
  /** Generated images that replace a share of the drawn ones, until the clean tail. */
  readonly augmentation?: { readonly pool: AugmentedPool; readonly ratio: number; readonly cleanTail: number };
}

export interface TrainedClassifier<C extends Classifier = Classifier> {
  readonly id: string;
  readonly classifier: C;
  /** images uint8 [-1, H, W, 3] -> logits, probabilities. */
  readonly model: Uint8Array;
  readonly history: History;
  readonly seconds: number;
}

/** Trains a classifier from scratch; the variables of the returned one have their final values. The caller disposes them. */
export async function trainClassifier(
  run: TrainingRun,
  training: ClassifierTraining & { readonly settings: ResNetSettings },
): Promise<TrainedClassifier<ResNetClassifier>>;
export async function trainClassifier(run: TrainingRun, training: ClassifierTraining): Promise<TrainedClassifier>;
export async function trainClassifier(run: TrainingRun, training: ClassifierTraining): Promise<TrainedClassifier> {
  const { settings, seed, images } = training;
  const classes = images.labels.length;
  const classifier = createClassifier(settings.id, seed, { ...settings, classes });
  const { state: store, open } = run.engine.stage();
  const finished = run.checkpoints.position.finished[settings.id];
  const program = finished
    ? undefined
    : await open(classifierStep(classifier), classifierInputs(settings.batch, images.size, classes));
  try {
    const result = await runStage(run, {
      name: settings.id,
      steps: settings.steps,
      batch: settings.batch,
      store,
      program: async () => program!,
      feeds: classifierFeeds(training),
    });
    classifier.parameters.load(result.values);
    const model = exportClassifier(classifier, images.size);
    return { id: settings.id, classifier, model, history: result.history, seconds: result.seconds };
  } catch (error) {
    for (const parameters of classifier.all) parameters.dispose();
    throw error;
  } finally {
    await program?.close();
  }
}

/** The 5 % of steps at the start over which the learning rate rises. */
const WARM_UP = 0.05;

function classifierFeeds(training: ClassifierTraining): (step: number) => Record<string, HostTensor> {
  const { settings, seed, images, augmentation } = training;
  const { batch, steps, jitter, labelSmoothing } = settings;
  const { size } = images;
  const classes = images.labels.length;
  const draw = classSampler(images, training.samplingPower);
  return (step) => {
    const random = new Random(seed, settings.id, step);
    const data = new Uint8Array(batch * size * size * 3);
    const targets = new Float32Array(batch * classes).fill(labelSmoothing / classes);
    const augments = augmentation !== undefined && step < steps * (1 - augmentation.cleanTail);
    for (let i = 0; i < batch; i++) {
      const index = draw(random);
      const label = images.classes[index]!;
      const placement = {
        flip: random.chance(0.5),
        shiftX: random.integer(2 * jitter + 1) - jitter,
        shiftY: random.integer(2 * jitter + 1) - jitter,
      };
      if (augments && random.chance(augmentation.ratio)) {
        const pool = augmentation.pool.get(label)!;
        copyImage(pool, random.integer(pool.length / (size * size * 3)), data, i, size, placement);
      } else copyImage(images.images, index, data, i, size, placement);
      targets[i * classes + label]! += 1 - labelSmoothing;
    }
    const rate = cosine(settings.learningRate, step, steps, Math.ceil(steps * WARM_UP));
    return {
      images: { dtype: "uint8", shape: [batch, size, size, 3], data },
      targets: { dtype: "float32", shape: [batch, classes], data: targets },
      learningRate: { dtype: "float32", shape: [], data: Float32Array.of(rate) },
    };
  };
}

function exportClassifier({ network }: Pick<Classifier, "network">, size: number): Uint8Array {
  const inputs: TensorSpec[] = [{ name: "images", dtype: "uint8", shape: [-1, size, size, 3] }];
  return exportOnnx(
    (feeds) => {
      const { logits } = network(scaleImages(feeds.images as tf.Tensor4D), false);
      return { logits, probabilities: tf.softmax(logits) };
    },
    { inputs },
  );
}
