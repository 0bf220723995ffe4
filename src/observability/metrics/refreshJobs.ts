import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Metrics } from "./metrics.js";

/** Brings the states of jobs and the space for their files up to date. @param counts jobs by state. */
export async function refreshJobs(
  metrics: Metrics,
  counts: ReadonlyMap<string, number>,
  dataFolder: string,
): Promise<void> {
  for (const [state, jobs] of counts) metrics.jobs.set({ state }, jobs);
  // The folder is made when it is first needed; until then, what holds it.
  const folder = resolve(dataFolder);
  const disk = await statfs(folder).catch(() => statfs(dirname(folder)).catch(() => undefined));
  if (disk) metrics.dataFreeBytes.set(disk.bavail * disk.bsize);
}
