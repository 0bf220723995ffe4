import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BundleChangedError } from "../errors/bundleChangedError.js";
import type { ServedModel } from "./servedModel.js";

const FOLDER = "report/";

/** Names of the files of the training report that the manifest vouches for. */
export function reportFiles({ manifest }: ServedModel): string[] {
  return Object.keys(manifest.files)
    .filter((name) => name.startsWith(FOLDER))
    .map((name) => name.slice(FOLDER.length));
}

/** One of {@link reportFiles}, read when it is asked for: they are looked at rarely. @throws BundleChangedError */
export async function readReportFile({ manifest, dir }: ServedModel, name: string): Promise<Uint8Array> {
  const file = `${FOLDER}${name}`;
  const bytes = await readFile(join(dir, file)).catch(() => undefined);
  const hash = bytes && createHash("sha256").update(bytes).digest("hex");
  if (!bytes || hash !== manifest.files[file]?.sha256) throw new BundleChangedError(file);
  return bytes;
}
