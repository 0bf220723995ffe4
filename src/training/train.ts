import { estimateStatistics } from "../augmentation/index.js";
import { type Dataset, loadDataset } from "../datasets/index.js";
import { latentSize, type Parameters } from "../networks/index.js";
import { openSession, type Session } from "../runtime/index.js";
import { TrainingInterruptedError } from "./errors/trainingInterruptedError.js";
import { frequencyGroups } from "./metrics/index.js";
import type { TrainingRun } from "./run/trainingRun.js";
import type { RunRecord } from "./runRecord.js";
import { indicesByClass } from "./sampling/classSampler.js";
import { assembleBundle, type Scores } from "./stages/assembleBundle.js";
import { checkParity } from "./stages/checkParity.js";
import { evaluate } from "./stages/classify.js";
import { encodeTraining } from "./stages/encodeTraining.js";
import { exportAutoencoder } from "./stages/exportAutoencoder.js";
import { checkGates } from "./stages/gates.js";
import { generatePool } from "./stages/generatePool.js";
import { type FilterRates, poolOptions, requireKnownClasses } from "./stages/poolOptions.js";
import { recogniseSources } from "./stages/recogniseSources.js";
import { type StoredNetwork, storeAutoencoder, storeClassifier } from "./stages/storeNetwork.js";
import { type TrainedClassifier, trainClassifier } from "./stages/trainClassifier.js";
import { trainVaeGan } from "./stages/trainVaeGan.js";

/** Teacher features of the stem and stages 1 to 3; stage 4 has discarded identity (docs/method.md, perceptual loss). */
const TAPS = [0, 1, 2, 3];

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** How many images per class tell what decoding alone does to labels. */
const UNMOVED = 64;

/**
 * The whole method: teacher, VAE-GAN, class statistics, classifiers on augmented data, evaluation, bundle. Continues where the run's checkpoints
 * end; the same record gives the same bundle networks on the same device and thread count, interrupted or not.
 *
 * @returns the bundle's folder.
 * @throws UnsupportedImageSizeError, LossNotFiniteError, TrainingInterruptedError, BundleExistsError, and the errors of the data set.
 */
export async function train(run: TrainingRun, record: RunRecord, cacheDir?: string): Promise<{ dir: string }> {
  const { settings, seed } = record;
  const say = (line: string): void => run.sink.write(line);
  // A size that cannot be built is refused here and not after the teacher.
  latentSize({ ...settings.vaeGan, size: record.size });
  const dataset = await loadData(run, record, cacheDir);
  const { train: images, validation, test } = dataset.splits;
  requireKnownClasses(settings.augmentation, dataset.labels);
  const classCounts = indicesByClass(images).map((indices) => indices.length);
  say(
    `data: ${images.count} training images, ${dataset.labels.map((label, i) => `${label} ${classCounts[i]}`).join(", ")}`,
  );

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
    const teacherSession = await open(teacher.model);
    stopIfAsked(run, "teacher");

    const autoencoder = await trainVaeGan(run, {
      settings: settings.vaeGan,
      seed,
      images,
      validation,
      teacher: { network: teacher.classifier.network, parameters: [teacher.classifier.parameters], taps: TAPS },
    });
    made.push(...autoencoder.model.all);
    const exported = exportAutoencoder(autoencoder.model, record.size);
    const networks = await storeAutoencoder(exported, { precision: settings.bundle.precision, open, images: test });
    const [encoder, decoder] = [networks.encoder.session, networks.decoder.session];

    say("encoding the training images and estimating class covariances");
    const encodings = await encodeTraining(encoder, images);
    const { s, target, weighting, pool: count, ratio, cleanTail } = settings.augmentation;
    const all = estimateStatistics(encodings, autoencoder.model.latents, { target, weighting });
    const { statistics, counts: sources } =
      settings.augmentation.sources === "recognised"
        ? await recogniseSources(all, { decoder, teacher: teacherSession, labels: dataset.labels, size: record.size })
        : { statistics: all, counts: undefined };
    for (const [label, { encodings, recognised, kept }] of sources ?? []) {
      say(`sources of ${label}: the teacher recognises ${recognised} of ${encodings} decoded, ${kept} are kept`);
    }
    say(`generating ${count} images per class at s = ${s}`);
    const filtered = new Map<string, FilterRates>();
    const pool = await generatePool(
      decoder,
      statistics,
      poolOptions(settings.augmentation, {
        labels: dataset.labels,
        seed,
        teacher: teacherSession,
        size: record.size,
        statistics: all,
        report: (label, rates) => {
          filtered.set(label, rates);
          say(
            `teacher filter, ${label}: ${percent(rates.rejections)} of draws rejected, ${percent(rates.fallbacks)} of images left unmoved`,
          );
        },
      }),
    );
    // From all images, recognised or not: it tells what decoding alone costs.
    const unmoved = await generatePool(decoder, all, {
      labels: dataset.labels,
      s: 0,
      count: Math.min(count, UNMOVED),
      seed,
    });
    const { gates, reconstruction } = await checkGates({
      encoder,
      decoder,
      teacher: teacherSession,
      images: test,
      statistics,
      pool,
      unmoved,
      classCounts,
    });
    for (const { name, value, wanted, passed } of gates) {
      say(`gate ${passed ? "met    " : "NOT MET"} ${name}: ${value.toFixed(3)} (wanted ${wanted})`);
    }
    stopIfAsked(run, "vae-gan");

    const classifiers: TrainedClassifier[] = [];
    for (const options of settings.classifiers) {
      const trained = await trainClassifier(run, {
        settings: options,
        seed,
        images,
        samplingPower: 0,
        augmentation: { pool, ratio, cleanTail },
      });
      made.push(...trained.classifier.all);
      classifiers.push(trained);
      stopIfAsked(run, options.id);
    }

    const scores: Scores = {};
    const stored = new Map<string, StoredNetwork>();
    for (const { id, model } of classifiers) {
      stored.set(id, await storeClassifier(model, { precision: settings.bundle.precision, open, images: test }));
    }
    const arms: [string, Session][] = [
      ["teacher", teacherSession],
      ...[...stored].map(([id, { session }]): [string, Session] => [id, session]),
    ];
    const { balancedTest } = dataset.splits;
    const splits = Object.entries({ validation, test, ...(balancedTest && { balancedTest }) });
    for (const [id, session] of arms) {
      scores[id] = {};
      for (const [split, held] of splits) scores[id][split] = await evaluate(session, held, classCounts);
      for (const [split, report] of Object.entries(scores[id])) {
        say(
          `${id} on ${split}: accuracy ${report.accuracy.toFixed(3)}, mean class accuracy ${report.meanClassAccuracy.toFixed(3)}`,
        );
      }
    }
    await checkParity(
      { model: autoencoder.model, classifiers: classifiers.map(({ classifier }) => classifier) },
      {
        encoder: networks.encoder.exact,
        decoder: networks.decoder.exact,
        classifiers: [...stored.values()].map(({ exact }) => exact),
      },
      test.images.subarray(0, record.size * record.size * 3),
      record.size,
    );
    const ordered = bestFirst(classifiers, scores);
    say(`the bundle's default classifier is ${ordered[0]?.id}, the best on the validation images`);
    return await assembleBundle({
      record,
      dataset,
      classCounts,
      tailClasses: dataset.labels.filter((_, i) => frequencyGroups(classCounts)[i] === "tail"),
      networks: { ...networks, classifiers: stored },
      latents: autoencoder.model.latents,
      statistics,
      ...(sources && { sources }),
      filtered,
      pool,
      gates,
      reconstruction,
      scores,
      classifiers: ordered,
      stages: [teacher, { id: "vae-gan", ...autoencoder }, ...classifiers],
    });
  } finally {
    for (const session of sessions) await session.close();
    for (const parameters of made) parameters.dispose();
  }
}

async function loadData(run: TrainingRun, record: RunRecord, cacheDir?: string): Promise<Dataset> {
  const { count, balancedPerClass } = record.settings.data;
  let told = Date.now();
  return loadDataset(record.data, {
    size: record.size,
    seed: record.seed,
    count,
    balancedPerClass,
    cacheDir,
    onProgress: ({ stage, done, total }) => {
      if (Date.now() - told < 5000) return;
      told = Date.now();
      run.sink.write(`data: ${stage} ${done}/${total}`);
    },
  });
}

/**
 * A bundle's first classifier is the one that answers when none is named. Test images must not choose it, so validation images do, by mean
 * class accuracy; equals keep the order of the settings.
 */
function bestFirst(classifiers: readonly TrainedClassifier[], scores: Scores): TrainedClassifier[] {
  const score = ({ id }: TrainedClassifier): number => scores[id]?.validation?.meanClassAccuracy ?? 0;
  return [...classifiers].sort((a, b) => score(b) - score(a));
}

/** Between stages there is nothing to save: what is done is in the checkpoints. */
function stopIfAsked(run: TrainingRun, stage: string): void {
  if (run.signal.aborted) throw new TrainingInterruptedError(run.folder, stage, 0);
}
