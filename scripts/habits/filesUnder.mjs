import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Paths, relative to `folder` with "/" between parts, of all files below it, sorted. */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(join(folder, "x").length - 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** Whether a file is source of ours: TypeScript, not a declaration. */
export function isSource(path) {
  return /\.(ts|tsx|mts)$/.test(path) && !/\.d\.m?ts$/.test(path);
}
