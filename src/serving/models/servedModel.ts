import { invariant } from "../../errors/invariant.js";
import { ModelCannotError } from "../errors/modelCannotError.js";
import { UnknownClassError } from "../errors/unknownClassError.js";
import { UnknownClassifierError } from "../errors/unknownClassifierError.js";
import type { ServingObserver } from "../events/servingEvent.js";
import type { Runner } from "../runner/runner.js";
import { Dispatcher } from "../scheduler/dispatcher.js";
import { Scheduler, type SubmitOptions } from "../scheduler/scheduler.js";
import type { Row } from "../scheduler/unpackRows.js";
import { type Ability, abilitiesOf } from "./abilities.js";
import { bytesOf, classifierRow, probabilitiesOf } from "./classifierRow.js";
import { classifierNetwork, networkPlans } from "./networkPlan.js";
import type { ServingSettings } from "./servingSettings.js";
import type { VerifiedBundle } from "./verifiedBundle.js";

/** What the encoder says about an image, each of `latentSize` numbers. */
export interface ImageEncoding {
  readonly mean: Float32Array;
  readonly logVariance: Float32Array;
}

/** One bundle being served: its facts, its runner, and one queue per network. */
export class ServedModel {
  readonly id: string;
  readonly manifest: VerifiedBundle["manifest"];
  readonly digest: string;
  readonly statistics: VerifiedBundle["statistics"];
  /** The model card, Markdown. */
  readonly card: string;
  /** Where the bundle lies; nothing that a client should read. */
  readonly dir: string;
  readonly runner: Runner;
  readonly #schedulers: ReadonlyMap<string, Scheduler>;
  readonly #sourceEncoder: Scheduler | undefined;
  #holds = 0;

  constructor(
    bundle: VerifiedBundle,
    runner: Runner,
    settings: Pick<ServingSettings, "queueCapacity" | "deadlineMs">,
    observe?: ServingObserver,
  ) {
    const { manifest, digest, statistics, card } = bundle;
    this.id = `${manifest.name}@${manifest.version}`;
    this.manifest = manifest;
    this.digest = digest;
    this.statistics = statistics;
    this.card = card;
    this.dir = bundle.dir;
    this.runner = runner;
    const limits = {
      ...{ runner, capacity: settings.queueCapacity, deadlineMs: settings.deadlineMs },
      ...{ model: this.id, observe, dispatcher: new Dispatcher() },
    };
    const plans = networkPlans(bundle);
    this.#schedulers = new Map(
      Object.entries(plans).map(([network, plan]) => [network, new Scheduler({ ...limits, ...plan, network })]),
    );
    // The same image must give the same encoding to the last bit, whatever else is being encoded: a batch of its own.
    this.#sourceEncoder =
      plans.encoder && new Scheduler({ ...limits, ...plans.encoder, network: "encoder", buckets: () => [1] });
  }

  /** Whether rows wait or run, or somebody holds it. */
  get inUse(): boolean {
    return (
      this.#holds > 0 ||
      [...this.#schedulers.values(), this.#sourceEncoder].some((queue) => queue !== undefined && queue.unanswered > 0)
    );
  }

  /** Keeps the runner when the model is unloaded, for work that comes back to it. @returns ends the hold. */
  hold(): () => void {
    this.#holds++;
    let held = true;
    return () => {
      if (held) this.#holds--;
      held = false;
    };
  }

  /** Runs one of the model's networks on rows of its input, each answered by itself. */
  run(network: string, rows: readonly (Uint8Array | Float32Array)[], options?: SubmitOptions): Promise<Row>[] {
    const scheduler = this.#schedulers.get(network);
    invariant(scheduler !== undefined, `${this.id} has no network ${network}.`);
    return scheduler.submit(rows, options);
  }

  /** @throws ModelCannotError when the model has no network for it. */
  require(ability: Ability): void {
    if (!abilitiesOf(this.manifest).has(ability)) throw new ModelCannotError(this.id, ability);
  }

  /**
   * @param images RGB, imageSize x imageSize x 3 each: bytes, or values of 0 to 255. @returns probabilities in the order of the labels,
   * per image.
   * @throws ModelCannotError
   */
  classify(
    classifier: string,
    images: readonly (Uint8Array | Float32Array)[],
    options?: SubmitOptions,
  ): Promise<Float32Array>[] {
    const part = this.manifest.networks.classifiers.find(({ id }) => id === classifier);
    if (part === undefined) throw new ModelCannotError(this.id, "classify");
    const rows = images.map((image) => classifierRow(image, part));
    return this.run(classifierNetwork(classifier), rows, options).map(async (row) => probabilitiesOf(await row, part));
  }

  /** @param images RGB, imageSize x imageSize x 3 each: bytes, or values of 0 to 255. @throws ModelCannotError */
  encode(images: readonly (Uint8Array | Float32Array)[], options?: SubmitOptions): Promise<ImageEncoding>[] {
    this.require("encode");
    const answers = this.run("encoder", images.map(bytesOf), options);
    return answers.map(async (answer) => (await answer) as unknown as ImageEncoding);
  }

  /** The mean encoding of one image, the same bytes every time. */
  async encodeSource(image: Uint8Array | Float32Array, options?: SubmitOptions): Promise<Float32Array> {
    if (!this.#sourceEncoder) throw new ModelCannotError(this.id, "encode");
    const [answer] = this.#sourceEncoder.submit([bytesOf(image)], options);
    return (await answer!).mean as Float32Array;
  }

  /** @returns RGB bytes, imageSize x imageSize x 3, per latent; the same bytes for the same latent in any company. @throws ModelCannotError */
  decode(latents: readonly Float32Array[], options?: SubmitOptions): Promise<Uint8Array>[] {
    this.require("generate");
    const answers = this.run("decoder", latents, options);
    return answers.map(async (answer) => (await answer).images as Uint8Array);
  }

  /** The label itself, when the model has it. @throws UnknownClassError */
  classNamed(label: string): string {
    if (!this.manifest.labels.includes(label)) throw new UnknownClassError(label, this.manifest.labels);
    return label;
  }

  /** The classifier asked for, or the default one. @throws UnknownClassifierError */
  classifierNamed(id: string | undefined): string {
    const known = this.manifest.networks.classifiers.map((classifier) => classifier.id);
    const found = id === undefined ? known[0] : known.find((one) => one === id);
    if (found === undefined) throw new UnknownClassifierError(id, known);
    return found;
  }
}
