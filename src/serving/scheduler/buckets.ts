import { invariant } from "../../errors/invariant.js";

/**
 * Batch sizes that a network is run with. Providers search for convolution algorithms for each new input shape, which can
 * take longer than a second, so only these shapes occur and all are warmed before the model is ready.
 */
export const BUCKETS: readonly number[] = [1, 2, 4, 8, 16, 32];

/**
 * The only batch size of the decoder. Kernels may sum in another order for another batch size, and image i must be the same bytes
 * alone or in company.
 */
export const GENERATION_BUCKETS: readonly number[] = [8];

/** The smallest bucket that holds `count` rows. */
export function bucketFor(count: number, buckets: readonly number[]): number {
  const bucket = buckets.find((size) => size >= count);
  invariant(bucket !== undefined && count > 0, `No bucket of ${buckets.join(", ")} holds ${count} rows.`);
  return bucket;
}
