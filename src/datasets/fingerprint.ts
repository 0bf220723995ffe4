import { createHash } from "node:crypto";
import type { LabelledImages } from "./labelledImages.js";

/** SHA-256 over everything that training can see: labels, size, and each split's ids, classes and pixels in order. */
export function fingerprint(labels: readonly string[], splits: Readonly<Record<string, LabelledImages>>): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify({ labels }));
  for (const name of Object.keys(splits).sort()) {
    const split = splits[name]!;
    hash.update(JSON.stringify({ name, size: split.size, count: split.count, ids: split.ids }));
    hash.update(split.classes);
    hash.update(split.images);
  }
  return hash.digest("hex");
}
