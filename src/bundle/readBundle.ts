import { constants } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkContents } from "./checkContents.js";
import { BundleFileMissingError } from "./errors/bundleFileMissingError.js";
import { BundleFileUnexpectedError } from "./errors/bundleFileUnexpectedError.js";
import { BundleHashMismatchError } from "./errors/bundleHashMismatchError.js";
import { BundleManifestError } from "./errors/bundleManifestError.js";
import type { Manifest } from "./manifest.js";
import { LARGEST_MANIFEST, parseManifest } from "./manifestText.js";
import { sha256 } from "./sha256.js";
import type { ClassStatistics } from "./statistics.js";

/** A bundle of which every byte was checked. The bytes are those that were hashed: nothing is read a second time. */
export interface Bundle {
  readonly manifest: Manifest;
  readonly dir: string;
  /** SHA-256 of `manifest.json`: names this bundle and everything in it. */
  readonly digest: string;
  /** Every file that the manifest names, by its name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** By label, in the order of the labels. */
  readonly statistics: ReadonlyMap<string, ClassStatistics>;
}

/**
 * Reads the bundle in `dir` and makes every check of docs/bundle.md. Files under `report/` that the manifest does not name are
 * tolerated and never read; anything else that it does not name refuses the bundle, as do links.
 *
 * @throws BundleManifestError, BundleFileMissingError, BundleFileUnexpectedError, BundleHashMismatchError,
 *   BundleInconsistentError, BundleExternalDataError, SafetensorsError
 */
export async function readBundle(dir: string): Promise<Bundle> {
  const present = await listFiles(dir);
  if (!present.includes("manifest.json")) throw new BundleFileMissingError("manifest.json", dir);
  const manifestBytes = await readPlainFile(dir, "manifest.json", (size) => {
    if (size > LARGEST_MANIFEST)
      throw new BundleManifestError(`Expected a manifest.json of at most ${LARGEST_MANIFEST} bytes, got ${size}.`);
  });
  const manifest = parseManifest(manifestBytes);
  for (const file of present) {
    if (file === "manifest.json" || file.startsWith("report/") || Object.hasOwn(manifest.files, file)) continue;
    throw new BundleFileUnexpectedError(file, "the manifest does not name it");
  }
  const files = new Map<string, Uint8Array>();
  for (const [file, expected] of Object.entries(manifest.files)) {
    if (!present.includes(file)) throw new BundleFileMissingError(file, dir);
    const bytes = await readPlainFile(dir, file, (size) => {
      if (size !== expected.bytes) throw new BundleHashMismatchError(file, "bytes", expected.bytes, size);
    });
    const hash = sha256(bytes);
    if (hash !== expected.sha256) throw new BundleHashMismatchError(file, "sha256", expected.sha256, hash);
    files.set(file, bytes);
  }
  const statistics = checkContents(manifest, files);
  return { manifest, dir, digest: sha256(manifestBytes), files, statistics };
}

/** Every plain file below `dir` with forward slashes. Refuses links and folders other than `report/`. */
async function listFiles(dir: string, prefix = ""): Promise<string[]> {
  const entries = await readdir(join(dir, prefix), { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") throw new BundleFileMissingError("a bundle's folder", dir);
    throw cause;
  });
  const files: string[] = [];
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (entry.isFile()) files.push(path);
    else if (!entry.isDirectory()) throw new BundleFileUnexpectedError(path, "it is a link or a special file");
    else if (path === "report" || prefix.startsWith("report/")) files.push(...(await listFiles(dir, `${path}/`)));
    else throw new BundleFileUnexpectedError(path, "the only folder in a bundle is report/");
  }
  return files;
}

/** Reads a file without following a link at its end; `checkSize` sees the size before anything is read. */
async function readPlainFile(dir: string, file: string, checkSize: (size: number) => void): Promise<Uint8Array> {
  let handle: FileHandle;
  try {
    handle = await open(join(dir, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ELOOP") throw new BundleFileUnexpectedError(file, "it is a link");
    if (code === "ENOENT") throw new BundleFileMissingError(file, dir);
    throw cause;
  }
  try {
    checkSize((await handle.stat()).size);
    const bytes = await handle.readFile();
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } finally {
    await handle.close();
  }
}
