import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { LatentVariant } from "../../augmentation/index.js";
import type { Dataset, LabelledImages } from "../../datasets/index.js";
import { latentSize } from "../../networks/index.js";
import { TrainingInterruptedError } from "../errors/trainingInterruptedError.js";
import type { TrainingRun } from "../run/trainingRun.js";
import type { AugmentedPool } from "../stages/generatePool.js";
import type { ArmData } from "./arms/armFeeds.js";
import { type ArmResult, armKey, readArm, writeArm } from "./arms/armResult.js";
import { derivedArm, sameTraining } from "./arms/derivedArm.js";
import { type ExperimentArm, hasStrength, parseArm, variantOf } from "./arms/experimentArm.js";
import { trainArm } from "./arms/trainArm.js";
import { ExperimentInterruptedError } from "./errors/experimentInterruptedError.js";
import { type DataFacts, evaluated, keepDataFacts } from "./facts.js";
import { latentPool, pixelSmotePool } from "./generator/poolFor.js";
import { SeedGenerator } from "./generator/seedGenerator.js";
import { countsOf, loadData } from "./loadData.js";
import type { ExperimentRecord } from "./record.js";
import { chosenStrength, SELECTING, strengthCandidates } from "./selectStrength.js";

/** What an experiment runs with, besides its record. */
export interface ExperimentRun {
  readonly folder: string;
  readonly cacheDir?: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** A run with a folder of its own inside the experiment's, for one training. */
  readonly openRun: (folder: string) => Promise<TrainingRun>;
}

/**
 * Trains every arm of every seed that is not finished yet. Each finished arm is one file; a training that was interrupted goes on from its checkpoint,
 * and ends with the same bits as one that was not.
 *
 * @throws ExperimentInterruptedError, GatesNotMetError, BundleMismatchError, ExperimentInvalidError, LossNotFiniteError, and the errors of the data.
 */
export async function runExperiment(run: ExperimentRun, record: ExperimentRecord): Promise<void> {
  try {
    await new Experiment(run, record).run();
  } catch (error) {
    if (error instanceof TrainingInterruptedError) throw new ExperimentInterruptedError(run.folder);
    throw error;
  }
}

class Experiment {
  readonly #run: ExperimentRun;
  readonly #record: ExperimentRecord;
  #dataset!: Dataset;
  #facts!: DataFacts;
  #oracle: LabelledImages | undefined;

  constructor(run: ExperimentRun, record: ExperimentRecord) {
    this.#run = run;
    this.#record = record;
  }

  async run(): Promise<void> {
    const { seeds, settings } = this.#record;
    const arms = this.#record.arms.map((id) => ({ id, ...parseArm(id) }));
    // A size that cannot be built is refused before anything is rendered.
    latentSize({ ...settings.vaeGan, size: settings.size });
    const usesOracle = arms.some(({ images }) => images === "oracle");
    await this.#load(usesOracle);
    for (const seed of seeds) {
      const generator = new SeedGenerator(this.#run, this.#record, seed, this.#dataset, this.#facts);
      const pools = new Map<string, Promise<AugmentedPool>>();
      try {
        for (const arm of arms) await this.#arm(arm, seed, generator, pools);
        const s = await this.#strength();
        const augmented = arms.some((arm) => variantOf(arm) !== undefined);
        if (augmented && s !== undefined) await generator.measure(s);
      } finally {
        await generator.close();
      }
    }
  }

  async #load(usesOracle: boolean): Promise<void> {
    const { cacheDir, say, folder } = this.#run;
    let told = Date.now();
    const { dataset, counts, oracle } = await loadData(this.#record, {
      oracle: usesOracle,
      ...(cacheDir !== undefined && { cacheDir }),
      onProgress: ({ stage, done, total }) => {
        if (Date.now() - told < 5000) return;
        told = Date.now();
        say(`data: ${stage} ${done}/${total}`);
      },
    });
    this.#dataset = dataset;
    this.#oracle = oracle;
    this.#facts = await keepDataFacts(folder, dataset, counts);
    const described = dataset.labels.map((label, i) => `${label} ${counts[i]}`).join(", ");
    say(`data: ${dataset.splits.train.count} training images, ${described}`);
    this.#stopIfAsked();
  }

  /** Trains one arm, and before it what it needs: the candidates of s, the generator. */
  async #arm(
    arm: ExperimentArm & { readonly id: string },
    seed: number,
    generator: SeedGenerator,
    pools: Map<string, Promise<AugmentedPool>>,
  ): Promise<void> {
    const variant = variantOf(arm);
    let s: number | undefined;
    if (hasStrength(variant)) {
      s = await this.#strength();
      if (s === undefined) {
        await this.#trainCandidates(generator, pools);
        s = (await this.#strength())!;
      }
    }
    await this.#train(arm.id, arm, seed, s, (count) => this.#pool(variant, arm, seed, s ?? 0, count, generator, pools));
  }

  /** Every candidate of s, on the first seed; the chosen one is that seed's "ours". */
  async #trainCandidates(generator: SeedGenerator, pools: Map<string, Promise<AugmentedPool>>): Promise<void> {
    const { settings, seeds } = this.#record;
    const arm = parseArm(SELECTING);
    const seed = seeds[0]!;
    for (const s of settings.strengths)
      await this.#train(SELECTING, arm, seed, s, (count) =>
        this.#pool(variantOf(arm), arm, seed, s, count, generator, pools),
      );
    const candidates = await strengthCandidates(this.#run.folder, this.#record, this.#facts);
    const scores = candidates.map((candidate) => `s ${candidate.s}: ${candidate.score!.toFixed(3)}`).join(", ");
    this.#run.say(`s = ${chosenStrength(candidates)} by mean class accuracy on the validation split (${scores})`);
  }

  async #strength(): Promise<number | undefined> {
    return chosenStrength(await strengthCandidates(this.#run.folder, this.#record, this.#facts));
  }

  /** The images that replace real ones, drawn once per seed, variant and s. */
  #pool(
    variant: LatentVariant | undefined,
    { arm }: ExperimentArm,
    seed: number,
    s: number,
    count: number,
    generator: SeedGenerator,
    pools: Map<string, Promise<AugmentedPool>>,
  ): Promise<AugmentedPool> | undefined {
    if (arm.augmentation === "none") return undefined;
    const key = `${arm.augmentation} ${s}`;
    const known = pools.get(key);
    if (known) return known;
    const make = async (): Promise<AugmentedPool> => {
      if (variant === undefined) return pixelSmotePool(this.#dataset.splits.train, count, seed);
      const opened = await generator.open();
      this.#run.say(`generating ${count} images per class: ${variant}${hasStrength(variant) ? `, s = ${s}` : ""}`);
      return latentPool(opened, variant, { labels: this.#dataset.labels, s, count, seed });
    };
    const pool = make();
    pools.set(key, pool);
    return pool;
  }

  async #train(
    id: string,
    arm: ExperimentArm,
    seed: number,
    s: number | undefined,
    poolOf: (count: number) => Promise<AugmentedPool> | undefined,
  ): Promise<void> {
    const { folder, say } = this.#run;
    const key = armKey(id, seed, s);
    const work = join(folder, "work", key);
    if (await readArm(folder, key)) {
      await rm(work, { recursive: true, force: true });
      return;
    }
    this.#stopIfAsked();
    const { settings } = this.#record;
    const same = sameTraining(arm);
    const base = same === undefined ? undefined : await readArm(folder, armKey(same, seed, undefined));
    if (base) {
      await writeArm(folder, derivedArm(base, id, this.#facts.counts), { seconds: 0, device: "none" });
      say(`arm ${key}: from ${same}, whose training is the same`);
      return;
    }
    const classifier = settings[arm.network];
    const data = this.#data(arm, await poolOf(settings.augmentation.pool));
    say(`arm ${key}: ${classifier.steps} steps`);
    const training = await this.#run.openRun(work);
    const trained = await trainArm(training, {
      arm,
      settings: classifier,
      seed,
      data,
      splits: evaluated(this.#dataset),
    });
    const result: ArmResult = {
      format: "semblance-arm",
      formatVersion: 1,
      arm: id,
      seed,
      ...(s !== undefined && { s }),
      ...(trained.tau !== undefined && { tau: trained.tau }),
      steps: classifier.steps,
      fingerprint: this.#facts.fingerprint,
      logits: trained.logits,
      curve: trained.curve,
    };
    await writeArm(folder, result, { seconds: trained.seconds, device: training.session.device });
    await rm(work, { recursive: true, force: true });
    say(`arm ${key}: done`);
  }

  #data({ images }: ExperimentArm, pool: AugmentedPool | undefined): ArmData {
    const { ratio, cleanTail } = this.#record.settings.augmentation;
    const used = images === "oracle" ? this.#oracle! : this.#dataset.splits.train;
    const counts = images === "oracle" ? countsOf(used) : this.#facts.counts;
    if (!pool) return { images: used, counts };
    const only = images === "generated";
    return {
      images: used,
      counts,
      augmentation: { pool, ratio: only ? 1 : ratio, cleanTail: only ? 0 : cleanTail },
    };
  }

  #stopIfAsked(): void {
    if (this.#run.signal.aborted) throw new ExperimentInterruptedError(this.#run.folder);
  }
}
