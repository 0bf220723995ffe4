import { listBundles } from "../../bundle/index.js";
import type { DeviceChoice } from "../../runtime/device.js";
import type { ServingObserver } from "../events/servingEvent.js";
import type { SupervisedRunner } from "../runner/supervisedRunner.js";
import { ModelRegistry } from "./modelRegistry.js";
import { ServedModel } from "./servedModel.js";
import { DEFAULT_SERVING, type ServingSettings } from "./servingSettings.js";
import { startRunner } from "./startRunner.js";

/** What to serve, and with what. */
export interface ServeOptions {
  /** The folder of `<name>/<version>/` folders. */
  readonly root: string;
  readonly device: DeviceChoice;
  /** Processor cores that all runners share. */
  readonly cores: number;
  readonly defaultModel?: string | undefined;
  readonly settings?: Partial<ServingSettings>;
  readonly observe?: ServingObserver;
}

/**
 * Serves every bundle under a folder, one runner each.
 * @returns the registry at once; `loaded` resolves when every bundle was verified, which is before the runners are ready.
 * @throws BundleFileMissingError when there is no such folder.
 */
export async function serveModels(options: ServeOptions): Promise<{ models: ModelRegistry; loaded: Promise<void> }> {
  const { root, device, cores, defaultModel, observe } = options;
  const locations = await listBundles(root);
  const models = new ModelRegistry(defaultModel, observe);
  // Runners times threads must not exceed the cores: twice as many were slower by a third (measured).
  const threads = Math.max(1, Math.floor(cores / Math.max(1, locations.length)));
  const settings: ServingSettings = { ...DEFAULT_SERVING, device, threads, ...options.settings };
  const loaded = models.load(locations, (bundle) => {
    const id = `${bundle.manifest.name}@${bundle.manifest.version}`;
    const runner: SupervisedRunner = startRunner(bundle, settings, (state, detail) =>
      observe?.({ kind: "runner", model: id, state, detail }),
    );
    return new ServedModel(bundle, runner, settings, observe);
  });
  return { models, loaded };
}
