import * as tf from "@tensorflow/tfjs-core";
import { exportOnnx } from "../../../compiler/index.js";
import type { LabelledImages } from "../../../datasets/index.js";
import { openSession } from "../../../runtime/index.js";
import type { HostTensor } from "../../../tensor/hostTensor.js";
import { armInputs } from "../../arms/armStep.js";
import { findArm } from "../../arms/registry.js";
import { adjustLogits, logPriors } from "../../losses/index.js";
import { argmaxRows, confusionMatrix, meanClassAccuracy } from "../../metrics/index.js";
import type { History } from "../../run/checkpoint.js";
import { runStage } from "../../run/runStage.js";
import type { TrainingRun } from "../../run/trainingRun.js";
import type { ClassifierSettings } from "../../settings.js";
import { inBatches } from "../../stages/inBatches.js";
import { classifierInputs } from "../../steps/classifierStep.js";
import { headOf, retrainHead, tauNormaliseHead } from "../../steps/retrainHead.js";
import { type ArmData, armFeeds } from "./armFeeds.js";
import { type ArmNetwork, createArmNetwork } from "./armNetwork.js";
import type { ExperimentArm } from "./experimentArm.js";

export interface ArmTraining {
  readonly arm: ExperimentArm;
  readonly settings: ClassifierSettings;
  readonly seed: number;
  readonly data: ArmData;
  /** What the trained network answers about; "validation" chooses τ. */
  readonly splits: Readonly<Record<string, LabelledImages>>;
}

export interface TrainedArm {
  readonly logits: Record<string, Float32Array>;
  readonly curve: History;
  readonly seconds: number;
  readonly tau?: number;
}

/** The grid of Kang et al. 2020, half as fine. */
const TAUS = [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2];
/** Share of the arm's steps for which a new head is trained. */
const HEAD_SHARE = 0.25;

/** Trains an arm in `run`'s folder, from its checkpoint where there is one, and asks it about every split. */
export async function trainArm(run: TrainingRun, training: ArmTraining): Promise<TrainedArm> {
  const { arm: given, settings, seed, data } = training;
  const { arm } = given;
  const network = createArmNetwork(given.network, arm, { settings, seed, counts: data.counts });
  try {
    const trained = await stage(run, training, network);
    load(network, trained.values);
    let { curve, seconds } = trained;
    if (arm.afterwards === "retrain-head") {
      const head = await retrain(run, training, network);
      curve = [...curve, ...head.curve];
      seconds += head.seconds;
    }
    const answers = await answer(run, training, network);
    const logits = Object.fromEntries(Object.entries(answers).map(([split, { logits }]) => [split, logits]));
    if (arm.afterwards === "adjust-logits") {
      const priors = logPriors(data.counts);
      return { logits: mapValues(logits, (values) => adjustLogits(values, priors)), curve, seconds };
    }
    if (arm.afterwards !== "tau-normalise") return { logits, curve, seconds };
    return { ...tauNormalised(training, network, answers), curve, seconds };
  } finally {
    for (const parameters of network.all) parameters.dispose();
  }
}

interface Trained {
  readonly values: ReadonlyMap<string, HostTensor>;
  readonly curve: History;
  readonly seconds: number;
}

async function stage(run: TrainingRun, { arm, settings, seed, data }: ArmTraining, network: ArmNetwork) {
  const { state: store, open } = run.engine.stage();
  const inputs = armInputs(settings.batch, data.images.size, data.counts.length);
  const program = run.checkpoints.position.finished.arm ? undefined : await open(network.step, inputs);
  try {
    const { values, history, seconds } = await runStage(run, {
      name: "arm",
      steps: settings.steps,
      batch: settings.batch,
      store,
      program: async () => program!,
      feeds: armFeeds(arm.arm, settings, seed, data),
    });
    return { values, curve: history, seconds } satisfies Trained;
  } finally {
    await program?.close();
  }
}

/** cRT: the last layer again, on balanced batches. */
async function retrain(run: TrainingRun, training: ArmTraining, network: ArmNetwork): Promise<Trained> {
  const { settings: given, seed, data } = training;
  const settings = { ...given, steps: Math.max(1, Math.round(given.steps * HEAD_SHARE)) };
  const classifier = network.classifier!;
  const { step, slots } = retrainHead(classifier, { name: "arm/head", seed, weightDecay: settings.weightDecay });
  const { state: store, open } = run.engine.stage();
  const program = run.checkpoints.position.finished.head
    ? undefined
    : await open(step, classifierInputs(settings.batch, data.images.size, data.counts.length));
  try {
    const feeds = armFeeds(findArm("balanced"), settings, seed, { images: data.images, counts: data.counts });
    const { values, history, seconds } = await runStage(run, {
      name: "head",
      steps: settings.steps,
      batch: settings.batch,
      store,
      program: async () => program!,
      feeds: (at) => {
        const { images, targets, learningRate } = feeds(at);
        return { images: images!, targets: targets!, learningRate: learningRate! };
      },
    });
    const { kernel, bias } = headOf(classifier);
    for (const variable of [kernel, bias]) {
      const value = values.get(variable.name)!;
      tf.tidy(() => variable.assign(tf.tensor(value.data, [...value.shape], "float32")));
    }
    const curve = history.map(({ step: at, terms }) => ({ step: given.steps + at, terms }));
    return { values, curve, seconds };
  } finally {
    await program?.close();
    slots.dispose();
  }
}

interface Answers {
  readonly logits: Float32Array;
  readonly features: Float32Array;
}

async function answer(run: TrainingRun, training: ArmTraining, network: ArmNetwork): Promise<Record<string, Answers>> {
  const { size } = training.data.images;
  const model = exportOnnx((feeds) => network.answer(feeds.images as tf.Tensor4D), {
    inputs: [{ name: "images", dtype: "uint8", shape: [-1, size, size, 3] }],
  });
  const session = await openSession(model, run.session);
  try {
    const answers: Record<string, Answers> = {};
    for (const [split, { images, count }] of Object.entries(training.splits)) {
      const { logits, features } = await inBatches(session, "images", { data: images, shape: [count, size, size, 3] });
      answers[split] = { logits: logits!.data as Float32Array, features: features!.data as Float32Array };
    }
    return answers;
  } finally {
    await session.close();
  }
}

/** The τ with the best mean class accuracy on the validation split, and its answers on every split. */
function tauNormalised(training: ArmTraining, network: ArmNetwork, answers: Record<string, Answers>) {
  const { counts } = training.data;
  const classes = counts.length;
  const classifier = network.classifier!;
  const { kernel } = headOf(classifier);
  const original = tf.tidy(() => kernel.clone());
  const truth = training.splits.validation!.classes;
  const candidates = TAUS.map((tau) => {
    kernel.assign(original);
    tauNormaliseHead(classifier, tau);
    const weights = kernel.dataSync() as Float32Array;
    const logits = mapValues(answers, ({ features }) => product(features, weights, classes));
    const predicted = argmaxRows(logits.validation!, classes);
    return { tau, logits, score: meanClassAccuracy(confusionMatrix(truth, predicted, classes)) ?? 0 };
  });
  original.dispose();
  const { tau, logits } = candidates.reduce((best, next) => (next.score > best.score ? next : best));
  return { tau, logits };
}

function product(features: Float32Array, weights: Float32Array, classes: number): Float32Array {
  const d = weights.length / classes;
  return Float32Array.from({ length: (features.length / d) * classes }, (_, index) => {
    const [row, column] = [Math.floor(index / classes), index % classes];
    let sum = 0;
    for (let k = 0; k < d; k++) sum += features[row * d + k]! * weights[k * classes + column]!;
    return sum;
  });
}

function load(network: ArmNetwork, values: ReadonlyMap<string, HostTensor>): void {
  for (const parameters of network.all) parameters.load(values);
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
