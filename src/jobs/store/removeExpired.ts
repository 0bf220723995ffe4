import type { JobFolder } from "./jobFolder.js";

/**
 * Removes the files of jobs whose time has come, and forgets those that have been without files for as long again.
 * @returns the bytes that each gave back.
 */
export function removeExpired({ store, removeFilesOf }: JobFolder, keepMs: number, now: number): number[] {
  const freed: number[] = [];
  for (const { id, finishedAt, expiresAt, error, shards } of store.inState("succeeded", "failed")) {
    if (expiresAt === undefined || expiresAt > now) continue;
    removeFilesOf(id);
    store.removeShards(id);
    store.setState(id, "expired", { finishedAt, expiresAt: now, error });
    freed.push(shards.reduce((sum, { bytes }) => sum + bytes, 0));
  }
  for (const { id, expiresAt } of store.inState("expired", "cancelled")) {
    if (expiresAt !== undefined && expiresAt + keepMs < now) store.remove(id);
  }
  return freed;
}
