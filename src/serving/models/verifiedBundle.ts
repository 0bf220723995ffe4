import type { Bundle } from "../../bundle/index.js";

/** What serving keeps of a bundle that passed every check. The networks are read again, and hashed again, by the runner. */
export interface VerifiedBundle extends Pick<Bundle, "manifest" | "dir" | "digest" | "statistics"> {
  /** The model card, Markdown. */
  readonly card: string;
}

/** @returns what serving keeps. */
export function verified({ manifest, dir, digest, statistics, files }: Bundle): VerifiedBundle {
  const card = Buffer.from(files.get(manifest.card) ?? []).toString("utf8");
  return { manifest, dir, digest, statistics, card };
}
