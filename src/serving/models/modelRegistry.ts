import {
  type Aliases,
  type BundleLocation,
  listBundles,
  promoted,
  readAliases,
  rolledBack,
  writeAliases,
} from "../../bundle/index.js";
import { SemblanceError } from "../../errors/semblanceError.js";
import { ModelCannotError } from "../errors/modelCannotError.js";
import { ModelInUseError } from "../errors/modelInUseError.js";
import { UnknownModelError } from "../errors/unknownModelError.js";
import type { Activity } from "../events/activity.js";
import type { ModelEvent, ServingObserver } from "../events/servingEvent.js";
import { type Ability, abilitiesOf } from "./abilities.js";
import { defaultFor } from "./defaultFor.js";
import { newestFirst } from "./newestFirst.js";
import { retire } from "./retire.js";
import type { ServedModel } from "./servedModel.js";

/** A bundle that failed a check, and is not served. */
export interface RefusedBundle {
  readonly bundle: string;
  readonly code: string;
  readonly reason: string;
}

/** How a {@link ModelRegistry} finds and starts models. */
export interface RegistryOptions {
  /** The folder of `<name>/<version>/` folders. */
  readonly root: string;
  /** The model of requests that name none; when undefined, the first by name. */
  readonly defaultId?: string | undefined;
  /** Verifies a bundle and begins to serve it. */
  readonly open: (location: BundleLocation) => Promise<ServedModel>;
  /** Resolves when a model has answered in every batch size; rejects when its runner did not start. */
  readonly warm: (model: ServedModel) => Promise<void>;
  readonly observe?: ServingObserver | undefined;
  /** What the models did in the last minute. */
  readonly activity: Activity;
}

/** The alias that a name without a version means, when it is set. */
export const STABLE = "stable";

/**
 * The models of a server, by id and alias. Changes are made one after another; a model is served only when it is warm, and one that does not
 * start changes nothing. An operation keeps the model that it resolved.
 */
export class ModelRegistry {
  readonly #options: RegistryOptions;
  #models: readonly ServedModel[] = [];
  #aliases: Aliases = {};
  readonly #refused = new Map<string, RefusedBundle>();
  readonly #retiring = new Set<Promise<void>>();
  #loaded = false;
  #closing = false;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** What the models did in the last minute. */
  get activity(): Activity {
    return this.#options.activity;
  }

  /** Ordered by name, the newest version first. */
  get models(): readonly ServedModel[] {
    return this.#models;
  }

  get refused(): readonly RefusedBundle[] {
    return [...this.#refused.values()];
  }

  /** Whether {@link loadAll} has seen every bundle. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether {@link close} was called. */
  get closing(): boolean {
    return this.#closing;
  }

  /** Aliases that mean a model. */
  aliasesOf({ manifest }: Pick<ServedModel, "manifest">): string[] {
    const aliases = Object.entries(this.#aliases[manifest.name] ?? {});
    return aliases.filter(([, { version }]) => version === manifest.version).map(([alias]) => alias);
  }

  /** At the start: serves every sound bundle of the folder at once, warm or not; what is not sound is refused by itself. */
  async loadAll(locations: readonly BundleLocation[]): Promise<void> {
    await this.#refreshAliases();
    for (const location of locations) {
      await this.#try(location, async () => this.#add(await this.#options.open(location)));
    }
    this.#loaded = true;
  }

  /**
   * The model that a request means.
   * @param id `name@version`, `name@alias`, a name (what `stable` means, or the newest version that can answer), an alias that only one
   *   model has, or undefined for the default.
   *   The default is the configured one where it has the ability, else {@link defaultFor} it.
   * @param ability what the model will be asked for; left out, a default one generates where any does.
   * @throws UnknownModelError, ModelCannotError when the one that was named, or every one, lacks the ability.
   */
  get(id?: string, ability?: Ability): ServedModel {
    const asked = id ?? this.#options.defaultId;
    const found = asked === undefined ? this.#named(this.#models[0]?.manifest.name) : this.#resolve(asked);
    if (found === undefined) {
      const known = this.#models.map((model) => model.id);
      throw new UnknownModelError(asked, known);
    }
    if (id !== undefined) {
      if (ability) found.require(ability);
      return found;
    }
    const wanted = ability ?? "generate";
    if (asked !== undefined && abilitiesOf(found.manifest).has(wanted)) return found;
    const first = defaultFor(wanted, this.#models);
    const able = first && (this.#named(first.manifest.name) ?? first);
    if (able && abilitiesOf(able.manifest).has(wanted)) return able;
    if (first) return first;
    if (ability) throw new ModelCannotError(undefined, ability);
    return found;
  }

  /** Serves one more bundle of the folder, once it is warm. @throws UnknownModelError, BundleRefusedError, ModelStartError */
  load(name: string, version: string): Promise<ServedModel> {
    return this.#change(async () => this.#byId(`${name}@${version}`) ?? (await this.#find(name, version)));
  }

  /** Serves a model no more; its runner ends when nothing uses it. @throws UnknownModelError, ModelInUseError */
  unload(id: string): Promise<ServedModel> {
    return this.#change(async () => {
      const model = this.#known(id);
      const aliases = this.aliasesOf(model).map((alias) => `${model.manifest.name}@${alias}`);
      if (aliases.length > 0 || this.#models.length === 1) throw new ModelInUseError(model.id, aliases);
      this.#remove(model);
      return model;
    });
  }

  /** Makes an alias of a model's name mean this model, which is loaded first when it is not. */
  promote(name: string, version: string, alias = STABLE): Promise<ServedModel> {
    return this.#changeAlias((aliases) => promoted(aliases, name, alias, version), name, alias);
  }

  /** Makes an alias mean what it meant before. */
  rollback(name: string, alias = STABLE): Promise<ServedModel> {
    return this.#changeAlias((aliases) => rolledBack(aliases, name, alias), name, alias);
  }

  /** Follows the folder: loads what is new, unloads what is gone, reads the aliases. Never rejects; what fails is refused. */
  sync(locations: readonly BundleLocation[]): Promise<void> {
    return this.#change(async () => {
      await this.#refreshAliases();
      const there = new Set(locations.map(({ name, version }) => `${name}@${version}`));
      for (const bundle of this.#refused.keys()) if (!there.has(bundle)) this.#refused.delete(bundle);
      for (const location of locations) {
        const id = `${location.name}@${location.version}`;
        if (this.#byId(id) || this.#refused.has(id)) continue;
        await this.#try(location, () => this.#start(location));
      }
      for (const model of this.#models) if (!there.has(model.id)) this.#remove(model);
    });
  }

  /** Allows a bundle that was refused to be tried again. */
  forgive(id: string): void {
    this.#refused.delete(id);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#models.map((model) => model.runner.close()));
    await Promise.all(this.#retiring);
  }

  async #changeAlias(change: (aliases: Aliases) => Aliases, name: string, alias: string): Promise<ServedModel> {
    return this.#change(async () => {
      // The command line may have written the file since.
      const aliases = change(await readAliases(this.#options.root));
      const version = aliases[name]?.[alias]?.version ?? "";
      const model = this.#byId(`${name}@${version}`) ?? (await this.#find(name, version));
      await writeAliases(this.#options.root, aliases);
      this.#aliases = aliases;
      this.#tell(model.id, "promoted", alias);
      return model;
    });
  }

  async #find(name: string, version: string): Promise<ServedModel> {
    const locations = await listBundles(this.#options.root);
    const location = locations.find((one) => one.name === name && one.version === version);
    if (location) return this.#start(location);
    throw new UnknownModelError(
      `${name}@${version}`,
      locations.map((one) => `${one.name}@${one.version}`),
    );
  }

  async #start(location: BundleLocation): Promise<ServedModel> {
    const id = `${location.name}@${location.version}`;
    this.#tell(id, "loading");
    const model = await this.#options.open(location);
    try {
      await this.#options.warm(model);
    } catch (error) {
      await model.runner.close();
      throw error;
    }
    if (this.#closing) await model.runner.close();
    this.#refused.delete(id);
    this.#add(model);
    return model;
  }

  async #try({ name, version }: BundleLocation, work: () => Promise<unknown>): Promise<void> {
    const bundle = `${name}@${version}`;
    try {
      await work();
    } catch (error) {
      const known = error instanceof SemblanceError;
      const [code, reason] = known ? [error.code, error.message] : ["UNREADABLE_BUNDLE", "it could not be read"];
      this.#refused.set(bundle, { bundle, code, reason });
      this.#tell(bundle, "refused", reason);
    }
  }

  #add(model: ServedModel): void {
    this.#models = [...this.#models, model].sort(newestFirst);
    this.#tell(model.id, "loaded");
  }

  #remove(model: ServedModel): void {
    this.#models = this.#models.filter((one) => one !== model);
    this.#tell(model.id, "unloaded");
    const retiring = retire(model, () => this.#closing).finally(() => this.#retiring.delete(retiring));
    this.#retiring.add(retiring);
  }

  #resolve(asked: string): ServedModel | undefined {
    const [name = "", rest] = asked.split("@", 2);
    if (rest !== undefined) return this.#byId(asked) ?? this.#byId(`${name}@${this.#aliases[name]?.[rest]?.version}`);
    const named = this.#named(name);
    if (named) return named;
    const owners = Object.entries(this.#aliases).filter(([, aliases]) => Object.hasOwn(aliases, asked));
    const [owner] = owners;
    return owner && owners.length === 1 ? this.#byId(`${owner[0]}@${owner[1][asked]?.version}`) : undefined;
  }

  #named(name: string | undefined): ServedModel | undefined {
    if (name === undefined) return undefined;
    const stable = this.#byId(`${name}@${this.#aliases[name]?.[STABLE]?.version}`);
    if (stable) return stable;
    const versions = this.#models.filter(({ manifest }) => manifest.name === name);
    return versions.find(({ runner }) => runner.notReady === undefined) ?? versions[0];
  }

  #known(id: string): ServedModel {
    const found = this.#byId(id);
    const known = this.#models.map((model) => model.id);
    if (found === undefined) throw new UnknownModelError(id, known);
    return found;
  }

  #byId(id: string): ServedModel | undefined {
    return this.#models.find((model) => model.id === id);
  }

  async #refreshAliases(): Promise<void> {
    try {
      this.#aliases = await readAliases(this.#options.root);
    } catch (error) {
      // The last ones that could be read stay.
      this.#tell("aliases.json", "refused", error instanceof Error ? error.message : String(error));
    }
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#lastChange.then(work);
    this.#lastChange = result.catch(() => {});
    return result;
  }

  #tell(model: string, change: ModelEvent["change"], detail?: string): void {
    this.#options.observe?.({ kind: "model", model, change, ...(detail !== undefined && { detail }) });
  }
}
