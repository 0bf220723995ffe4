import { UnknownClassError } from "../errors/unknownClassError.js";
import { UnknownClassifierError } from "../errors/unknownClassifierError.js";
import type { ServingObserver } from "../events/servingEvent.js";
import type { Runner } from "../runner/runner.js";
import { Dispatcher } from "../scheduler/dispatcher.js";
import { Scheduler, type SubmitOptions } from "../scheduler/scheduler.js";
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
  readonly #sourceEncoder: Scheduler;
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
    this.#sourceEncoder = new Scheduler({ ...limits, ...plans.encoder!, network: "encoder", buckets: () => [1] });
  }

  /** Whether rows wait or run, or somebody holds it. */
  get inUse(): boolean {
    return (
      this.#holds > 0 || [...this.#schedulers.values(), this.#sourceEncoder].some(({ unanswered }) => unanswered > 0)
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

  /** @param images RGB, imageSize x imageSize x 3 bytes each. @returns probabilities in the order of the labels, per image. */
  classify(classifier: string, images: readonly Uint8Array[], options?: SubmitOptions): Promise<Float32Array>[] {
    const answers = this.#schedulers.get(classifierNetwork(classifier))!.submit(images, options);
    return answers.map(async (answer) => (await answer).probabilities as Float32Array);
  }

  /** @param images RGB, imageSize x imageSize x 3 bytes each. */
  encode(images: readonly Uint8Array[], options?: SubmitOptions): Promise<ImageEncoding>[] {
    const answers = this.#schedulers.get("encoder")!.submit(images, options);
    return answers.map(async (answer) => (await answer) as unknown as ImageEncoding);
  }

  /** The mean encoding of one image, the same bytes every time. */
  async encodeSource(image: Uint8Array, options?: SubmitOptions): Promise<Float32Array> {
    const [answer] = this.#sourceEncoder.submit([image], options);
    return (await answer!).mean as Float32Array;
  }

  /** @returns RGB bytes, imageSize x imageSize x 3, per latent; the same bytes for the same latent in any company. */
  decode(latents: readonly Float32Array[], options?: SubmitOptions): Promise<Uint8Array>[] {
    const answers = this.#schedulers.get("decoder")!.submit(latents, options);
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
