/**
 * Settles one promise per key as a DataLoader's batch function must return them: a value, or an Error in its place.
 * @param work may throw, and then every key fails.
 */
export async function settle<T>(keys: number, work: () => Promise<T>[]): Promise<(T | Error)[]> {
  try {
    const results = await Promise.allSettled(work());
    return results.map((result) => (result.status === "fulfilled" ? result.value : asError(result.reason)));
  } catch (error) {
    return Array.from({ length: keys }, () => asError(error));
  }
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}
