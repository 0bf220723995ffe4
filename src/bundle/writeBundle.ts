import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { asDiskFull } from "../errors/diskFullError.js";
import { checkContents } from "./checkContents.js";
import { BundleExistsError } from "./errors/bundleExistsError.js";
import type { ManifestDraft } from "./manifest.js";
import { formatManifest, parseManifest } from "./manifestText.js";
import { sha256 } from "./sha256.js";

/** What training hands over: the manifest without hashes, and every file's bytes by the name it gets in the bundle. */
export interface BundleDraft {
  readonly manifest: ManifestDraft;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Writes a bundle to `root/<name>/<version>/`. Everything is checked first, written to a hidden folder beside its place and
 * flushed; the folder is renamed last, so that a reader sees a whole bundle or none, also after a power cut.
 *
 * @throws BundleExistsError when the version is there already; DiskFullError, which leaves nothing behind; the errors of {@link readBundle} when the draft is not sound.
 */
export async function writeBundle(root: string, draft: BundleDraft): Promise<{ dir: string }> {
  const files = Object.fromEntries(
    [...draft.files].map(([name, bytes]) => [name, { sha256: sha256(bytes), bytes: bytes.byteLength }]),
  );
  const text = new TextEncoder().encode(formatManifest({ ...draft.manifest, files }));
  const manifest = parseManifest(text);
  checkContents(manifest, draft.files);

  const parent = join(root, manifest.name);
  const dir = join(parent, manifest.version);
  await refuseExisting(dir);
  const temporary = join(parent, `.${manifest.version}.${randomUUID()}.tmp`);
  await mkdir(temporary, { recursive: true });
  try {
    const folders = new Set([temporary]);
    for (const [name, bytes] of [...draft.files, ["manifest.json", text] as const]) {
      const path = join(temporary, name);
      for (let folder = dirname(path); folder.length > temporary.length; folder = dirname(folder)) folders.add(folder);
      await mkdir(dirname(path), { recursive: true });
      await writeFlushed(path, bytes);
    }
    for (const folder of folders) await flushFolder(folder);
    await rename(temporary, dir).catch(async (cause: unknown) => {
      // A second writer may have come first: renaming onto its folder, which is not empty, fails.
      await refuseExisting(dir);
      throw cause;
    });
    await flushFolder(parent);
    await flushFolder(root);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw asDiskFull(error, dir);
  }
  return { dir };
}

async function refuseExisting(dir: string): Promise<void> {
  const there = await lstat(dir).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  if (there) throw new BundleExistsError(dir);
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, "wx", 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file's name is safe on disk only when its folder was flushed too. Windows cannot flush folders and need not. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
