import { join } from "node:path";
import type { RunnerPlan } from "../runner/networkFile.js";
import { RunnerProcess } from "../runner/runnerProcess.js";
import { SupervisedRunner, type Supervision } from "../runner/supervisedRunner.js";
import { packRows } from "../scheduler/packRows.js";
import { networkPlans } from "./networkPlan.js";
import type { ServingSettings } from "./servingSettings.js";
import type { VerifiedBundle } from "./verifiedBundle.js";

/** A runner for one verified bundle, starting now; its `notReady` says when it has run every network in every batch size. */
export function startRunner(
  bundle: Pick<VerifiedBundle, "manifest" | "dir">,
  settings: ServingSettings,
  onChange?: Supervision["onChange"],
): SupervisedRunner {
  const networks = networkPlans(bundle);
  const plan: RunnerPlan = {
    networks: Object.fromEntries(
      Object.entries(networks).map(([key, { file }]) => [
        key,
        { path: join(bundle.dir, file), sha256: bundle.manifest.files[file]!.sha256 },
      ]),
    ),
    device: settings.device,
    threads: settings.threads,
    memoryLimit: settings.memoryLimit,
  };
  return new SupervisedRunner({
    model: bundle.manifest.name,
    start: (signal) => RunnerProcess.start(plan, settings.startTimeoutMs, signal),
    warmUp: async (process) => {
      for (const [key, { input, row, buckets }] of Object.entries(networks)) {
        for (const bucket of buckets(process.device)) {
          await process.run(key, { [input]: packRows([], row, bucket) }, settings.startTimeoutMs);
        }
      }
    },
    runTimeoutMs: settings.runTimeoutMs,
    backOffMs: [100, 500, 2500],
    quickMs: 10_000,
    coolDownMs: settings.restartCoolDownMs,
    ...(onChange && { onChange }),
  });
}
