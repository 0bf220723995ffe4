import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { listBundles } from "../../bundle/index.js";
import type { ModelRegistry } from "./modelRegistry.js";

/**
 * Keeps a registry in step with its folder until it is closed. The folder is listed again and again: notices of the file system do not come through
 * every kind of mount. Bundles are renamed into their place whole, so one that is seen is complete; one that was refused is tried again
 * when its manifest has changed.
 */
export async function watchFolder(
  root: string,
  models: ModelRegistry,
  loaded: Promise<void>,
  everyMs: number,
): Promise<void> {
  await loaded;
  const seen = new Map<string, number>();
  while (!models.closing) {
    // A folder that cannot be listed for a moment does not unload its models.
    const locations = await listBundles(root).catch(() => undefined);
    if (locations) {
      for (const { name, version, dir } of locations) {
        const [id, changed] = [`${name}@${version}`, await changedAt(dir)];
        if (seen.has(id) && seen.get(id) !== changed) models.forgive(id);
        seen.set(id, changed);
      }
      if (!models.closing) await models.sync(locations);
    }
    await pause(everyMs, undefined, { ref: false });
  }
}

async function changedAt(dir: string): Promise<number> {
  const facts = await stat(join(dir, "manifest.json")).catch(() => undefined);
  return facts?.mtimeMs ?? 0;
}
