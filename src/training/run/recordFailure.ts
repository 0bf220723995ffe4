import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { LossNotFiniteError } from "../errors/lossNotFiniteError.js";
import type { History } from "./checkpoint.js";
import type { TrainingRun } from "./trainingRun.js";
import { writeAtomically } from "./writeAtomically.js";

const FILE = "failure.json";

/** Points of the loss curve that tell how it came about. */
const LAST_POINTS = 10;

/**
 * Writes into the run folder why a training stopped: what stopped being a number, all terms of that step, the curve before it, and the checkpoint
 * that is left. A failure to write it must not hide the failure itself.
 */
export async function recordFailure(
  run: Pick<TrainingRun, "folder" | "checkpoints" | "sink">,
  error: LossNotFiniteError,
  { terms, history }: { terms: Readonly<Record<string, number>>; history: History },
): Promise<void> {
  const { current, finished } = run.checkpoints.position;
  const failure = {
    code: error.code,
    stage: error.stage,
    step: error.step,
    what: error.what,
    // JSON has no NaN.
    terms: Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, String(value)])),
    before: history.slice(-LAST_POINTS),
    checkpoint: current ? { stage: current.stage, step: current.step } : { finished: Object.keys(finished) },
    at: new Date().toISOString(),
  };
  try {
    await writeAtomically(join(run.folder, FILE), `${JSON.stringify(failure, null, 2)}\n`);
  } catch (cause) {
    run.sink.write(`${FILE} could not be written: ${String(cause)}`);
  }
}

/** A stage that got to its end has nothing to say of an earlier failure. */
export async function forgetFailure({ folder }: Pick<TrainingRun, "folder">): Promise<void> {
  await rm(join(folder, FILE), { force: true });
}
