import { InferenceFailedError } from "../errors/inferenceFailedError.js";
import { RunnerCrashedError } from "../errors/runnerCrashedError.js";
import type { WaitingRow } from "./waitingRow.js";

/**
 * Deals with a batch that failed, so that a row that cannot be computed fails alone. A failed computation costs nobody else, and is found by
 * halving the batch; a crash costs everybody the time of a restart, and each row of the batch then runs alone: one row that ends processes ends
 * two of them, and is condemned.
 * @param run runs some of the rows, and answers them. @param condemn is told of a row that failed alone.
 */
export async function isolate(
  rows: readonly WaitingRow[],
  error: unknown,
  run: (rows: readonly WaitingRow[]) => Promise<void>,
  condemn: (row: WaitingRow) => void,
  retried = false,
): Promise<void> {
  const crashed = error instanceof RunnerCrashedError;
  const alone = rows.length === 1 && (retried || !crashed);
  if (alone || !(crashed || error instanceof InferenceFailedError)) {
    if (alone && (crashed || error instanceof InferenceFailedError)) for (const row of rows) condemn(row);
    for (const row of rows) row.fail(error);
    return;
  }
  const half = Math.ceil(rows.length / 2);
  const parts = crashed ? rows.map((row) => [row]) : [rows.slice(0, half), rows.slice(half)];
  for (const part of parts) {
    // Cancelled or late meanwhile: nobody waits for it.
    const wanted = part.filter((row) => !row.settled);
    if (wanted.length === 0) continue;
    try {
      await run(wanted);
    } catch (next) {
      await isolate(wanted, next, run, condemn, retried || crashed);
    }
  }
}
