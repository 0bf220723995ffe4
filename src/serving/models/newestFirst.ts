import type { ServedModel } from "./servedModel.js";

/** Orders models by name and then by version, numbers as numbers, the newest first. */
export function newestFirst({ manifest: a }: ServedModel, { manifest: b }: ServedModel): number {
  return a.name.localeCompare(b.name) || b.version.localeCompare(a.version, "en", { numeric: true });
}
