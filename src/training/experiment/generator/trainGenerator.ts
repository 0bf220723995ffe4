import { estimateStatistics } from "../../../augmentation/index.js";
import type { Dataset } from "../../../datasets/index.js";
import type { Parameters } from "../../../networks/index.js";
import { openSession, type Session } from "../../../runtime/index.js";
import type { TrainingRun } from "../../run/trainingRun.js";
import { encodeTraining } from "../../stages/encodeTraining.js";
import { exportAutoencoder } from "../../stages/exportAutoencoder.js";
import { checkGates } from "../../stages/gates.js";
import { generatePool } from "../../stages/generatePool.js";
import { recogniseSources } from "../../stages/recogniseSources.js";
import { trainClassifier } from "../../stages/trainClassifier.js";
import { trainVaeGan } from "../../stages/trainVaeGan.js";
import type { ExperimentSettings } from "../settings.js";
import type { Generator } from "./generator.js";

/** Teacher features of the stem and stages 1 to 3, as in a training of a bundle. */
const TAPS = [0, 1, 2, 3];
/** How many images per class tell what the gates ask. */
const JUDGED = 64;

/** A seed's own teacher and VAE-GAN, trained in `run`'s folder or read from it. Gates are measured on the validation split. */
export async function trainGenerator(
  run: TrainingRun,
  {
    settings,
    seed,
    dataset,
    counts,
  }: {
    readonly settings: ExperimentSettings;
    readonly seed: number;
    readonly dataset: Dataset;
    readonly counts: readonly number[];
  },
): Promise<Generator> {
  const { train: images, validation } = dataset.splits;
  const made: Parameters[] = [];
  const sessions: Session[] = [];
  const open = async (model: Uint8Array): Promise<Session> => {
    const session = await openSession(model, run.session);
    sessions.push(session);
    return session;
  };
  try {
    const teacher = await trainClassifier(run, { settings: settings.teacher, seed, images, samplingPower: 1 });
    made.push(...teacher.classifier.all);
    const trained = await trainVaeGan(run, {
      settings: settings.vaeGan,
      seed,
      images,
      validation,
      teacher: { network: teacher.classifier.network, parameters: [teacher.classifier.parameters], taps: TAPS },
    });
    const { model, history } = trained;
    made.push(...model.all);
    const networks = exportAutoencoder(model, settings.size);
    const judge = await open(teacher.model);
    const [encoder, decoder] = [await open(networks.encoder), await open(networks.decoder)];
    const { target, weighting, s, pool: most, sources } = settings.augmentation;
    const all = estimateStatistics(await encodeTraining(encoder, images), model.latents, { target, weighting });
    const kept = { decoder, teacher: judge, labels: dataset.labels, size: settings.size };
    const { statistics } = sources === "recognised" ? await recogniseSources(all, kept) : { statistics: all };
    const options = { labels: dataset.labels, count: Math.min(JUDGED, most), seed };
    const { gates } = await checkGates({
      encoder,
      decoder,
      teacher: judge,
      images: validation,
      statistics,
      pool: await generatePool(decoder, statistics, { ...options, s }),
      // From all images, recognised or not: it tells what decoding alone costs.
      unmoved: await generatePool(decoder, all, { ...options, s: 0 }),
      classCounts: counts,
    });
    await judge.close();
    return {
      encoder,
      decoder,
      statistics,
      latents: model.latents,
      gates,
      source: `a VAE-GAN trained here with seed ${seed}, ${settings.vaeGan.steps} steps`,
      curve: history,
      close: async () => {
        await encoder.close();
        await decoder.close();
      },
    };
  } catch (error) {
    for (const session of sessions) await session.close();
    throw error;
  } finally {
    for (const parameters of made) parameters.dispose();
  }
}
