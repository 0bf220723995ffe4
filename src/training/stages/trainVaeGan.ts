import type * as tf from "@tensorflow/tfjs-core";
import type { LabelledImages } from "../../datasets/index.js";
import { contactSheet } from "../../images/index.js";
import { scaleImages, unscaleImages } from "../../networks/index.js";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { Random } from "../../tensor/random.js";
import type { EngineStage, StageProgram, StageState } from "../engine/engine.js";
import { openPerceptualLoss } from "../perceptual/perceptualLoss.js";
import type { History } from "../run/checkpoint.js";
import { runStage } from "../run/runStage.js";
import type { TrainingRun } from "../run/trainingRun.js";
import { classSampler } from "../sampling/classSampler.js";
import { copyImage } from "../sampling/copyImage.js";
import { cosine, klWeight, linear } from "../schedules.js";
import type { VaeGanSettings } from "../settings.js";
import { DIFF_AUGMENT_DRAWS } from "../steps/diffAugment.js";
import { createVaeGan, type Teacher, type VaeGan } from "../steps/vaeGan.js";
import { vaeGanInputs, vaeGanStep } from "../steps/vaeGanStep.js";

export interface VaeGanTraining {
  readonly settings: VaeGanSettings;
  readonly seed: number;
  readonly images: LabelledImages;
  readonly validation: LabelledImages;
  readonly teacher: Teacher;
}

export interface TrainedVaeGan {
  readonly model: VaeGan;
  readonly history: History;
  readonly seconds: number;
}

const STAGE = "vae-gan";
const PREVIEW = 8;

/**
 * Trains encoder, generator and discriminator; the averages of the returned model have their final values. Two programs share one state: a cheap
 * one without the discriminator for the first part, the full one after it. The caller disposes the variables.
 */
export async function trainVaeGan(run: TrainingRun, training: VaeGanTraining): Promise<TrainedVaeGan> {
  const { settings, seed, images, teacher } = training;
  const { batch, priorBatch } = settings;
  const { size } = images;
  const model = createVaeGan({ seed, size, ...settings });
  const perceptual = await openPerceptualLoss(settings.perceptual, { teacher, model });
  const engine = run.engine.stage();
  const store = engine.state;
  // One program at a time is open: each holds an arena as large as its step needs.
  let open: { adversarial: boolean; program: StageProgram } | undefined;
  const program = async (step: number): Promise<StageProgram> => {
    const adversarial = isAdversarial(settings, step);
    if (open?.adversarial === adversarial) return open.program;
    await open?.program.close();
    const { diffAugment, featureMatch } = settings;
    const options = {
      batch,
      size,
      priorBatch,
      adversarial,
      diffAugment,
      featureMatch,
      perceptual: perceptual.distance,
    };
    const constants = [...teacher.parameters, ...perceptual.parameters].flatMap(({ all }) => [...all.values()]);
    const opened = await engine.open(
      vaeGanStep(model, teacher, options),
      vaeGanInputs(options, model.latents),
      constants,
    );
    open = { adversarial, program: opened };
    return open.program;
  };
  // The discriminator's variables belong to the state from the start, so that a checkpoint of the first part has them.
  if (!run.checkpoints.position.finished[STAGE]) addInitialValues(store, model);
  try {
    const { values, history, seconds } = await runStage(run, {
      name: STAGE,
      steps: settings.steps,
      batch,
      store,
      program,
      feeds: vaeGanFeeds(training, model.latents),
      sample: { every: settings.sampleEvery, take: (step) => keepPreview(run, training, model, engine, step) },
    });
    for (const parameters of model.all) parameters.load(values);
    return { model, history, seconds };
  } catch (error) {
    for (const parameters of model.all) parameters.dispose();
    throw error;
  } finally {
    await open?.program.close();
    for (const parameters of perceptual.parameters) parameters.dispose();
  }
}

function isAdversarial({ steps, adversarialFrom }: VaeGanSettings, step: number): boolean {
  return step >= steps * adversarialFrom;
}

function addInitialValues(store: StageState, model: VaeGan): void {
  const values = new Map<string, HostTensor>();
  for (const { all } of model.all) {
    for (const variable of all.values()) {
      values.set(variable.name, {
        dtype: "float32",
        shape: variable.shape,
        data: Float32Array.from(variable.dataSync()),
      });
    }
  }
  store.write(values);
}

function vaeGanFeeds(training: VaeGanTraining, latents: number): (step: number) => Record<string, HostTensor> {
  const { settings, seed, images } = training;
  const { batch, priorBatch, steps } = settings;
  const { size } = images;
  const draw = classSampler(images, settings.samplingPower);
  const scalar = (value: number): HostTensor => ({ dtype: "float32", shape: [], data: Float32Array.of(value) });
  const draws = (images: number, random: Random): HostTensor => ({
    dtype: "float32",
    shape: [images, DIFF_AUGMENT_DRAWS],
    data: Float32Array.from({ length: images * DIFF_AUGMENT_DRAWS }, () => random.uniform()),
  });
  // A sequence of their own: switching them on does not change what else a step draws.
  const changes = (step: number): Record<string, HostTensor> => {
    const random = new Random(seed, STAGE, "diffAugment", step);
    return { realDraws: draws(batch, random), fakeDraws: draws(batch + priorBatch, random) };
  };
  return (step) => {
    const random = new Random(seed, STAGE, step);
    const data = new Uint8Array(batch * size * size * 3);
    for (let i = 0; i < batch; i++) copyImage(images.images, draw(random), data, i, size, { flip: random.chance(0.5) });
    // The average follows the live network closely at first: (1 + t) / (10 + t) is TensorFlow's warm-up.
    const decay = Math.min(settings.averageDecay, (1 + step) / (10 + step));
    const start = Math.ceil(steps * settings.adversarialFrom);
    const rate = isAdversarial(settings, step)
      ? 0.1 * settings.autoencoderRate + 0.9 * cosine(settings.autoencoderRate, step - start, steps - start)
      : settings.warmUpRate;
    return {
      images: { dtype: "uint8", shape: [batch, size, size, 3], data },
      noise: { dtype: "float32", shape: [batch, latents], data: random.normals(batch * latents) },
      priorNoise: { dtype: "float32", shape: [priorBatch, latents], data: random.normals(priorBatch * latents) },
      klWeight: scalar(klWeight(settings.kl, step, steps)),
      semanticWeight: scalar(linear(settings.semanticWeight, step, steps)),
      ganWeight: scalar(settings.ganWeight),
      autoencoderRate: scalar(rate),
      autoencoderBeta1: scalar(isAdversarial(settings, step) ? settings.adversarialBeta1 : settings.warmUpBeta1),
      criticRate: scalar(settings.criticRate),
      averageDecay: scalar(decay),
      ...(settings.diffAugment.length > 0 && isAdversarial(settings, step) && changes(step)),
    };
  };
}

/** Writes a grid of validation images above their reconstructions and of images decoded from the prior. */
async function keepPreview(
  run: TrainingRun,
  { validation, seed }: VaeGanTraining,
  model: VaeGan,
  engine: EngineStage,
  step: number,
): Promise<void> {
  const { size } = validation;
  const shape = [PREVIEW, size, size, 3];
  const bytes = size * size * 3;
  const program = await engine.open(
    (feeds) => {
      const { mean } = model.averageEncoder(scaleImages(feeds.images as tf.Tensor4D), false);
      return {
        reconstructed: unscaleImages(model.averageGenerator(mean, false)),
        fromPrior: unscaleImages(model.averageGenerator(feeds.noise as tf.Tensor2D, false)),
      };
    },
    [
      { name: "images", dtype: "uint8", shape },
      { name: "noise", dtype: "float32", shape: [PREVIEW, model.latents] },
    ],
  );
  try {
    const images = new Uint8Array(PREVIEW * bytes);
    images.set(validation.images.subarray(0, images.length));
    const noise = new Random(seed, "preview").normals(PREVIEW * model.latents);
    const { reconstructed, fromPrior } = await program.step({
      images: { dtype: "uint8", shape, data: images },
      noise: { dtype: "float32", shape: [PREVIEW, model.latents], data: noise },
    });
    const rows = [images, toBytes(reconstructed!), toBytes(fromPrior!)];
    const sheet = await contactSheet(Buffer.concat(rows), { size, columns: PREVIEW, scale: 2 });
    await run.keep(`${STAGE}-${String(step).padStart(6, "0")}.png`, sheet);
  } finally {
    await program.close();
  }
}

function toBytes({ data }: HostTensor): Uint8Array {
  return Uint8Array.from(data, (value) => Math.max(0, Math.min(255, Math.round(value))));
}
