import { invariant } from "../../errors/invariant.js";

/**
 * Batch sizes on the processor, where a padded row costs as much as a real one: at most one row in seven is padding (17 rows in 20), and
 * all shapes are warmed before the model is ready.
 */
export const BUCKETS: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32];

/**
 * Batch sizes on a GPU. Its libraries search for convolution algorithms for each new input shape, which can take longer than a second,
 * and a padded row costs little.
 */
export const GPU_BUCKETS: readonly number[] = [1, 2, 4, 8, 16, 32];

/**
 * The only batch size of the decoder. Kernels may sum in another order for another batch size, and image i must be the same bytes
 * alone or in company.
 */
export const GENERATION_BUCKETS: readonly number[] = [8];

/** The batch sizes for a device, as a runner names it. */
export function bucketsOn(device: string | undefined): readonly number[] {
  return device === undefined || device === "cpu" ? BUCKETS : GPU_BUCKETS;
}

/** The smallest bucket that holds `count` rows. */
export function bucketFor(count: number, buckets: readonly number[]): number {
  const bucket = buckets.find((size) => size >= count);
  invariant(bucket !== undefined && count > 0, `No bucket of ${buckets.join(", ")} holds ${count} rows.`);
  return bucket;
}
