import { type FilteredDraws, type LatentStatistics, latentRange } from "../../augmentation/index.js";
import type { Session } from "../../runtime/index.js";
import { UnknownStrengthClassError } from "../errors/unknownStrengthClassError.js";
import type { AugmentationSettings } from "../settings.js";
import type { PoolOptions } from "./generatePool.js";

/** How many of a class's draws the teacher rejected, and how many images stayed unmoved for it; shares, 0 to 1. */
export type FilterRates = Omit<FilteredDraws, "latents">;

/** The augmentation's settings as {@link generatePool} takes them. @param given.statistics of all encodings, whose range clips. */
export function poolOptions(
  { s, sByClass, covarianceForm, truncation, clip, filter, pool: count }: AugmentationSettings,
  given: {
    readonly labels: readonly string[];
    readonly seed: number;
    readonly teacher: Session;
    readonly size: number;
    readonly statistics: ReadonlyMap<string, LatentStatistics>;
    readonly report: (label: string, rates: FilterRates) => void;
  },
): PoolOptions {
  const { labels, seed, teacher, size, report } = given;
  return {
    labels,
    seed,
    count,
    s: new Map(labels.map((label) => [label, sByClass[label] ?? s])),
    variant: covarianceForm === "literal" ? "literal" : "class",
    truncation,
    ...(clip && { range: rangeOf(given.statistics) }),
    ...(filter && { filter: { ...filter, teacher, size, report } }),
  };
}

/** @throws UnknownStrengthClassError when a class has a strength and the data set has no such class. */
export function requireKnownClasses({ sByClass }: AugmentationSettings, labels: readonly string[]): void {
  const stranger = Object.keys(sByClass).find((label) => !labels.includes(label));
  if (stranger !== undefined) throw new UnknownStrengthClassError(stranger, labels);
}

function rangeOf(statistics: ReadonlyMap<string, LatentStatistics>) {
  const all = [...statistics.values()];
  const size = all[0]?.mean.length ?? 0;
  const data = Float32Array.from(all.flatMap(({ encodings }) => Array.from(encodings)));
  return latentRange({ data, count: data.length / size, size });
}
