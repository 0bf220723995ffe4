import { availableParallelism } from "node:os";

/** Runs `work` on every item, at most two at a time per core: enough to keep cores busy, without every image in memory at once. */
export async function mapBounded<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, 2 * availableParallelism()) }, lane));
}
