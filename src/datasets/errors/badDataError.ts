import { SemblanceError } from "../../errors/semblanceError.js";
import type { DataProblem } from "../dataProblem.js";
import { describeProblem } from "../describeProblem.js";

const shown = 20;

/** More files or lines of a data set are bad than `tolerance` allows; `problems` holds all of them. */
export class BadDataError extends SemblanceError {
  readonly problems: readonly DataProblem[];

  constructor(problems: readonly DataProblem[], total: number, tolerance: number) {
    const rest = problems.length - shown;
    super(
      "BAD_DATA",
      `Expected at most a share of ${tolerance} of the ${total} images to be bad, got ${problems.length}. ` +
        `Repair or remove them, or raise the tolerance to leave them out:\n` +
        problems.slice(0, shown).map(describeProblem).join("\n") +
        (rest > 0 ? `\n... and ${rest} more.` : ""),
    );
    this.problems = problems;
  }
}
