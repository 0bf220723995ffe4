import { type LatentStatistics, limitSources } from "../../augmentation/index.js";
import type { Session } from "../../runtime/index.js";
import { chooseSources } from "../sampling/chooseSources.js";
import { classify } from "./classify.js";
import { inBatches } from "./inBatches.js";

/** How many of a class's encodings (mirror images included) the teacher recognises after decoding, and how many draws start from. */
export interface SourceCount {
  readonly encodings: number;
  readonly recognised: number;
  readonly kept: number;
}

/** Encodings decoded at a time: all images of a large class at once would be hundreds of megabytes. */
const CHUNK = 1024;

/**
 * Limits what augmentation starts from to the encodings whose decoded image the teacher still gives the label of the image
 * (docs/method.md, sources).
 */
export async function recogniseSources(
  statistics: ReadonlyMap<string, LatentStatistics>,
  { decoder, teacher, labels, size }: { decoder: Session; teacher: Session; labels: readonly string[]; size: number },
): Promise<{ statistics: Map<string, LatentStatistics>; counts: Map<string, SourceCount> }> {
  const rows = new Map<string, readonly number[]>();
  const counts = new Map<string, SourceCount>();
  for (const [label, { encodings, count, mean }] of statistics) {
    const d = mean.length;
    const probabilities = new Float32Array(count * labels.length);
    for (let start = 0; start < count; start += CHUNK) {
      const data = encodings.subarray(start * d, (start + CHUNK) * d);
      const { images } = await inBatches(decoder, "latents", { data, shape: [data.length / d, d] });
      probabilities.set(await classify(teacher, images!.data as Uint8Array, size), start * labels.length);
    }
    const chosen = chooseSources(probabilities, labels.length, labels.indexOf(label));
    rows.set(label, chosen.rows);
    counts.set(label, { encodings: count, recognised: chosen.recognised, kept: chosen.rows.length });
  }
  return { statistics: limitSources(statistics, rows), counts };
}
