import { type Bundle, type BundleLocation, readBundle } from "../../bundle/index.js";
import { SemblanceError } from "../../errors/semblanceError.js";
import { UnknownModelError } from "../errors/unknownModelError.js";
import type { ServingObserver } from "../events/servingEvent.js";
import type { ServedModel } from "./servedModel.js";

/** A bundle that failed a check, and is not served. */
export interface RefusedBundle {
  readonly bundle: string;
  readonly code: string;
  readonly reason: string;
}

/** The models of a server, by id. */
export class ModelRegistry {
  readonly #models: ServedModel[] = [];
  readonly #refused: RefusedBundle[] = [];
  readonly #defaultId: string | undefined;
  readonly #observe: ServingObserver | undefined;
  #loaded = false;

  /** @param defaultId the model of requests that name none; when undefined, the first by name in its newest version. */
  constructor(defaultId?: string, observe?: ServingObserver) {
    this.#defaultId = defaultId;
    this.#observe = observe;
  }

  /** Ordered by name, the newest version first. */
  get models(): readonly ServedModel[] {
    return this.#models;
  }

  get refused(): readonly RefusedBundle[] {
    return this.#refused;
  }

  /** Whether {@link load} has seen every bundle. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /**
   * Verifies each bundle and serves those that pass; one that fails is refused by itself.
   * @param serve makes a served model of a verified bundle.
   */
  async load(locations: readonly BundleLocation[], serve: (bundle: Bundle) => ServedModel): Promise<void> {
    for (const { name, version, dir } of locations) {
      try {
        this.add(serve(await readBundle(dir)));
      } catch (error) {
        const known = error instanceof SemblanceError;
        // Where files lie on the server is nothing that a client should read.
        const reason = known ? error.message.replaceAll(dir, "the bundle") : "it could not be read";
        this.#observe?.({ kind: "model", model: `${name}@${version}`, change: "refused", detail: reason });
        this.#refused.push({ bundle: `${name}@${version}`, code: known ? error.code : "UNREADABLE_BUNDLE", reason });
      }
    }
    this.#loaded = true;
  }

  add(model: ServedModel): void {
    this.#models.push(model);
    this.#observe?.({ kind: "model", model: model.id, change: "loaded" });
    this.#models.sort(
      ({ manifest: a }, { manifest: b }) =>
        a.name.localeCompare(b.name) || b.version.localeCompare(a.version, "en", { numeric: true }),
    );
  }

  /**
   * @param id `name@version`, a name for its newest version, or undefined for the default.
   * @throws UnknownModelError
   */
  get(id?: string): ServedModel {
    const asked = id ?? this.#defaultId;
    const found =
      asked === undefined
        ? this.#models[0]
        : this.#models.find((model) => model.id === asked || model.manifest.name === asked);
    if (found === undefined)
      throw new UnknownModelError(
        asked,
        this.#models.map((model) => model.id),
      );
    return found;
  }

  async close(): Promise<void> {
    await Promise.all(this.#models.map((model) => model.runner.close()));
  }
}
