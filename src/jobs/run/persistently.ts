import { setTimeout as pause } from "node:timers/promises";
import { SemblanceError } from "../../errors/semblanceError.js";
import { OverloadedError } from "../../serving/errors/overloadedError.js";
import { JobStuckError } from "../errors/jobStuckError.js";

/** What goes by: a full queue, a runner being replaced, a model that is starting. */
const PASSING = new Set(["OVERLOADED", "DEADLINE_EXCEEDED", "RUNNER_CRASHED", "MODEL_NOT_READY"]);
const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * Repeats what failed for a reason that goes by: nobody sits before a job, so waiting is better than failing.
 * @throws JobStuckError when it has gone on for `patienceMs`; any other error at once.
 */
export async function persistently<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  patienceMs = 600_000,
): Promise<T> {
  const started = performance.now();
  for (let wait = FIRST_MS; ; wait = Math.min(2 * wait, LONGEST_MS)) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SemblanceError) || !PASSING.has(error.code)) throw error;
      if (performance.now() - started > patienceMs) throw new JobStuckError(patienceMs / 1000, { cause: error });
      await pause(error instanceof OverloadedError ? error.retryAfterMs : wait, undefined, { signal });
    }
  }
}
