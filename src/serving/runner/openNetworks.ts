import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { openSession, type Session } from "../../runtime/index.js";
import { BundleChangedError } from "../errors/bundleChangedError.js";
import type { RunnerPlan } from "./networkFile.js";

/**
 * Opens every network of the plan. Each file is read once and its hash compared with the verified one, so what is loaded is what
 * was verified even if the file changed in between.
 * @throws BundleChangedError
 */
export async function openNetworks(plan: RunnerPlan): Promise<Map<string, Session>> {
  const sessions = new Map<string, Session>();
  for (const [network, { path, sha256 }] of Object.entries(plan.networks)) {
    const model = await readFile(path);
    if (createHash("sha256").update(model).digest("hex") !== sha256) throw new BundleChangedError(path);
    sessions.set(network, await openSession(model, { device: plan.device, threads: plan.threads }));
  }
  return sessions;
}
