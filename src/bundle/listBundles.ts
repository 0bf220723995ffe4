import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { BundleFileMissingError } from "./errors/bundleFileMissingError.js";

/** Where a bundle lies; whether it is sound, {@link readBundle} says. */
export interface BundleLocation {
  readonly name: string;
  readonly version: string;
  readonly dir: string;
}

/**
 * Every `root/<name>/<version>/` folder, by name and then by version, numbers as numbers: the last of a name is its newest.
 * Hidden folders are left out: they are bundles being written, or the remains of a writer that was killed.
 *
 * @throws BundleFileMissingError when `root` is not there.
 */
export async function listBundles(root: string): Promise<BundleLocation[]> {
  const names = await folders(root).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR")
      throw new BundleFileMissingError("the folder of models", root);
    throw cause;
  });
  const found: BundleLocation[] = [];
  for (const name of names) {
    for (const version of await folders(join(root, name)))
      found.push({ name, version, dir: join(root, name, version) });
  }
  return found;
}

async function folders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const { compare } = new Intl.Collator("en", { numeric: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort(compare);
}
