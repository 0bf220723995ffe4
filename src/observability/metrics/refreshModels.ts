import { readFile } from "node:fs/promises";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import type { Metrics } from "./metrics.js";

/** Brings what is only looked at up to date: which models answer, and the memory of their runners. */
export async function refreshModels(metrics: Metrics, models: ModelRegistry): Promise<void> {
  metrics.bundlesRefused.set(models.refused.length);
  metrics.modelReady.reset();
  metrics.runnerResidentBytes.reset();
  for (const { id, runner } of models.models) {
    metrics.modelReady.set({ model: id }, runner.notReady === undefined ? 1 : 0);
    const bytes = runner.pid === undefined ? undefined : await residentBytes(runner.pid);
    if (bytes !== undefined) metrics.runnerResidentBytes.set({ model: id }, bytes);
  }
}

/** Memory of a process, where there is /proc; undefined elsewhere, and when it has ended. */
async function residentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const found = /^VmRSS:\s+(\d+) kB/m.exec(status);
  return found ? Number(found[1]) * 1024 : undefined;
}
