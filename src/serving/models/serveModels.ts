import { type BundleLocation, listBundles } from "../../bundle/index.js";
import type { DeviceChoice } from "../../runtime/device.js";
import { ModelStartError } from "../errors/modelStartError.js";
import { Activity } from "../events/activity.js";
import type { ServingObserver } from "../events/servingEvent.js";
import { ModelRegistry } from "./modelRegistry.js";
import { ServedModel } from "./servedModel.js";
import { DEFAULT_SERVING, type ServingSettings } from "./servingSettings.js";
import { startRunner } from "./startRunner.js";
import { verifyBundle } from "./verifyBundle.js";
import { watchFolder } from "./watchFolder.js";

/** What to serve, and with what. */
export interface ServeOptions {
  /** The folder of `<name>/<version>/` folders. */
  readonly root: string;
  readonly device: DeviceChoice;
  /** Processor cores that all runners share. */
  readonly cores: number;
  readonly defaultModel?: string | undefined;
  /** How often the folder is looked at for models that came or went, in milliseconds; undefined: never. */
  readonly watchMs?: number | undefined;
  readonly settings?: Partial<ServingSettings>;
  readonly observe?: ServingObserver;
}

/**
 * Serves every bundle under a folder, one runner each.
 * @returns the registry at once; `loaded` resolves when every bundle was verified, which is before the runners are ready.
 * @throws BundleFileMissingError when there is no such folder.
 */
export async function serveModels(options: ServeOptions): Promise<{ models: ModelRegistry; loaded: Promise<void> }> {
  const { root, device, cores, defaultModel, watchMs } = options;
  const activity = new Activity();
  const observe: ServingObserver = (event) => {
    activity.observe(event);
    options.observe?.(event);
  };
  const locations = await listBundles(root);
  // Runners times threads must not exceed the cores: twice as many were slower by a third (measured).
  const threads = Math.max(1, Math.floor(cores / Math.max(1, locations.length)));
  const settings: ServingSettings = { ...DEFAULT_SERVING, device, threads, ...options.settings };
  const starts = new WeakMap<ServedModel, Promise<void>>();
  const open = async ({ dir }: BundleLocation) => {
    const bundle = await verifyBundle(dir);
    const id = `${bundle.manifest.name}@${bundle.manifest.version}`;
    let settle = (_failure?: string) => {};
    const start = new Promise<void>((resolve, reject) => {
      settle = (failure) => (failure === undefined ? resolve() : reject(new ModelStartError(id, failure)));
    });
    // Only those who wait for it are told.
    start.catch(() => {});
    const runner = startRunner(bundle, settings, (state, detail) => {
      settle(state === "ready" ? undefined : detail);
      observe({ kind: "runner", model: id, state, detail });
    });
    const model = new ServedModel(bundle, runner, settings, observe);
    starts.set(model, start);
    return model;
  };
  const warm = (model: ServedModel) => starts.get(model) ?? Promise.resolve();
  const models = new ModelRegistry({ root, defaultId: defaultModel, open, warm, observe, activity });
  const loaded = models.loadAll(locations);
  if (watchMs !== undefined) watchFolder(root, models, loaded, watchMs);
  return { models, loaded };
}
