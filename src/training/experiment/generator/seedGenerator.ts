import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "../../../datasets/index.js";
import { indicesByClass } from "../../sampling/classSampler.js";
import type { AugmentedPool } from "../../stages/generatePool.js";
import { generatePool } from "../../stages/generatePool.js";
import { GatesNotMetError } from "../errors/gatesNotMetError.js";
import type { DataFacts } from "../facts.js";
import type { ExperimentRecord } from "../record.js";
import type { ExperimentRun } from "../runExperiment.js";
import { bundleGenerator } from "./bundleGenerator.js";
import { describeGenerator } from "./describeGenerator.js";
import { augmentedOnly, sourcesAndAugmented } from "./drawFaces.js";
import { firstOfEach } from "./firstOfEach.js";
import type { Generator } from "./generator.js";
import { readFacts, readMeasures, writeFaces, writeFacts, writeMeasures } from "./generatorFile.js";
import { measureGenerator } from "./measureGenerator.js";
import { trainCritic } from "./trainCritic.js";
import { trainGenerator } from "./trainGenerator.js";

/** The one generator that all arms of a seed share, made when the first of them asks for it. */
export class SeedGenerator {
  #opened: Promise<Generator> | undefined;

  constructor(
    private readonly run: ExperimentRun,
    private readonly record: ExperimentRecord,
    private readonly seed: number,
    private readonly dataset: Dataset,
    private readonly data: DataFacts,
  ) {}

  /** @throws GatesNotMetError where the experiment does not ignore them. */
  open(): Promise<Generator> {
    this.#opened ??= this.#make();
    return this.#opened;
  }

  async #make(): Promise<Generator> {
    const { run, record, seed, dataset } = this;
    const { settings, bundle } = record;
    const training = await run.openRun(join(run.folder, "work", `seed${seed}-generator`));
    const generator =
      bundle === undefined
        ? await trainGenerator(training, { settings, seed, dataset, counts: this.data.counts })
        : await bundleGenerator(bundle, dataset, training.session);
    if (!(await readFacts(run.folder, seed))) await writeFacts(run.folder, seed, describeGenerator(generator));
    for (const { name, value, wanted, passed } of generator.gates)
      run.say(`gate ${passed ? "met    " : "NOT MET"} ${name}: ${value.toFixed(3)} (wanted ${wanted})`);
    if (generator.gates.some(({ passed }) => !passed) && !record.ignoreGates) {
      await generator.close();
      throw new GatesNotMetError(generator.gates, run.folder);
    }
    return generator;
  }

  /** Draws the report's faces and measures the generated images, once. */
  async measure(s: number): Promise<void> {
    const { run, record, seed, dataset } = this;
    if ((await readMeasures(run.folder, seed))?.s === s) return;
    const { labels, splits } = dataset;
    const { train, test, balancedTest } = splits;
    const generator = await this.open();
    run.say(`measuring the generated images of seed ${seed}`);
    const options = { labels, count: record.settings.augmentation.pool, seed };
    const moved = await generatePool(generator.decoder, generator.statistics, { ...options, s });
    const unmoved = await generatePool(generator.decoder, generator.statistics, { ...options, s: 0 });
    await writeFaces(run.folder, seed, "sources", await sourcesAndAugmented(generator, train, { s, seed }));
    await writeFaces(run.folder, seed, "augmented", await augmentedOnly(moved, labels, train.size));
    const work = join(run.folder, "work", `seed${seed}-critic`);
    const critic = await trainCritic(await run.openRun(work), {
      settings: record.settings.critic,
      seed,
      images: train,
    });
    try {
      const reference = balancedTest
        ? { name: "the balanced test", images: balancedTest }
        : { name: "the test", images: test };
      const sets = [
        { name: "real training images", pool: asPool(firstOfEach(train, options.count)) },
        { name: "reconstructions (s = 0)", pool: unmoved },
        { name: `augmented (s = ${s})`, pool: moved },
      ];
      await writeMeasures(run.folder, seed, await measureGenerator(critic, reference, sets, { s, seed }));
    } finally {
      await critic.close();
    }
    await rm(work, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    await opened?.close();
  }
}

/** Real images in the form of generated ones. */
function asPool(images: ReturnType<typeof firstOfEach>): AugmentedPool {
  const bytes = images.size * images.size * 3;
  const pool = new Map<number, Uint8Array>();
  for (const [label, indices] of indicesByClass(images).entries()) {
    const data = new Uint8Array(indices.length * bytes);
    indices.forEach((index, i) => {
      data.set(images.images.subarray(index * bytes, (index + 1) * bytes), i * bytes);
    });
    pool.set(label, data);
  }
  return pool;
}
