import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFlushed } from "../writeFlushed.js";
import type { FaceRecord } from "./renderFace.js";

/** A rendered set: all images of all splits back to back, and a record for each. */
export interface RenderedFaces {
  readonly images: Uint8Array;
  readonly records: readonly FaceRecord[];
}

const headerSchema = z.object({
  format: z.literal("semblance-faces"),
  key: z.string(),
  count: z.int(),
  sha256: z.string(),
});

/** Reads a set from the cache; undefined when there is none or it is damaged, in which case it is drawn again. */
export async function readRendered(cacheDir: string, key: string): Promise<RenderedFaces | undefined> {
  const folder = folderOf(cacheDir, key);
  try {
    const [images, manifest] = await Promise.all([
      readFile(join(folder, "images.bin")),
      readFile(join(folder, "manifest.jsonl"), "utf8"),
    ]);
    const [first = "", ...lines] = manifest.trimEnd().split("\n");
    const header = headerSchema.parse(JSON.parse(first));
    if (header.key !== key || header.count !== lines.length || header.sha256 !== sha256(images, lines))
      return undefined;
    return { images: new Uint8Array(images), records: lines.map((line) => JSON.parse(line) as FaceRecord) };
  } catch {
    return undefined;
  }
}

/** Writes a set beside its place, flushes it, and renames the folder last: readers see all of it or nothing. */
export async function writeRendered(cacheDir: string, key: string, faces: RenderedFaces): Promise<void> {
  const folder = folderOf(cacheDir, key);
  const temporary = `${folder}.${randomUUID()}`;
  await mkdir(temporary, { recursive: true });
  const lines = faces.records.map((record) => JSON.stringify(record));
  const header = { format: "semblance-faces", key, count: lines.length, sha256: sha256(faces.images, lines) };
  try {
    await writeFlushed(join(temporary, "images.bin"), faces.images);
    await writeFlushed(join(temporary, "manifest.jsonl"), `${[JSON.stringify(header), ...lines].join("\n")}\n`);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await rm(folder, { recursive: true, force: true });
  try {
    await rename(temporary, folder);
  } catch {
    // Another process was first with the same bytes.
    await rm(temporary, { recursive: true, force: true });
  }
}

function folderOf(cacheDir: string, key: string): string {
  return join(cacheDir, `synthetic-${key.slice(0, 16)}`);
}

/** Over the images and the records, so that what the hash vouches for needs no further check. */
function sha256(images: Uint8Array, lines: readonly string[]): string {
  return createHash("sha256").update(images).update(lines.join("\n")).digest("hex");
}
