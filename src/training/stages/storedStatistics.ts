import type { LatentStatistics } from "../../augmentation/index.js";
import { limitSources } from "../../augmentation/index.js";
import type { ClassStatistics } from "../../bundle/index.js";
import { Random } from "../../tensor/random.js";

/**
 * What a bundle holds of the class statistics: of each class at most `most` sources, chosen by the seed, or all of them. A server draws each source
 * equally often, so a few hundred stand for thousands.
 */
export function storedStatistics(
  statistics: ReadonlyMap<string, LatentStatistics>,
  { most, seed }: { readonly most: number | null; readonly seed: number },
): Map<string, ClassStatistics> {
  const rows = new Map<string, number[]>();
  for (const [label, { sources, mean }] of statistics) {
    const count = sources.length / mean.length;
    if (most === null || count <= most) continue;
    const shuffled = new Random(seed, "bundle", label).shuffle(Array.from({ length: count }, (_, row) => row));
    rows.set(
      label,
      shuffled.slice(0, most).sort((a, b) => a - b),
    );
  }
  return new Map(
    [...limitSources(statistics, rows)].map(([label, { mean, factor, sources }]) => [
      label,
      { mean, factor, encodings: sources, count: sources.length / mean.length },
    ]),
  );
}
