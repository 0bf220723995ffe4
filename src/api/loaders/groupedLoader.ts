import DataLoader from "dataloader";
import { LIMITS } from "../limits/limits.js";
import { settle } from "./settle.js";

/**
 * Merges the loads of an operation's fields into one submission per group (a model and what is asked of it), and asks for equal keys
 * once. The scheduler below merges what different operations submit.
 * @param group keys of one group are submitted together. @param identity equal keys have equal identities.
 */
export function groupedLoader<K, V>(
  group: (key: K) => string,
  identity: (key: K) => string,
  submit: (keys: readonly K[]) => Promise<V>[],
): DataLoader<K, V, string> {
  return new DataLoader<K, V, string>(
    async (keys) => {
      const groups = new Map<string, K[]>();
      for (const key of keys) groups.set(group(key), [...(groups.get(group(key)) ?? []), key]);
      const answers = new Map<K, V | Error>();
      await Promise.all(
        [...groups.values()].map(async (members) => {
          const settled = await settle(members.length, () => submit(members));
          members.forEach((key, i) => {
            answers.set(key, settled[i]!);
          });
        }),
      );
      return keys.map((key) => answers.get(key)!);
    },
    { cacheKeyFn: (key) => `${group(key)}\n${identity(key)}`, maxBatchSize: LIMITS.imagesPerOperation },
  );
}
