import type { Operation } from "../../../client/index.js";
import type { Box } from "./box.js";

/** What was found in one face: probabilities, or why there are none. */
export interface FoundFace {
  readonly box: Box;
  readonly probabilities: readonly { label: string; probability: number }[] | undefined;
  /** Why the expression was not named. */
  readonly abstained: string | undefined;
}

/** What was found in an image, and the operation that found it. */
export interface Finding {
  readonly faces: readonly FoundFace[];
  readonly notice: string | undefined;
  readonly milliseconds: number;
  readonly operation: Operation;
}

/** The outcome in a sentence. */
export function describe(finding: Finding | undefined, error: unknown): string {
  if (error !== undefined) return "No answer";
  if (!finding) return "Looking …";
  const { faces, milliseconds } = finding;
  const time = milliseconds < 950 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  if (faces.length === 0) return `No face found, in ${time}`;
  return `${faces.length === 1 ? "One face" : `${faces.length} faces`} in ${time}`;
}
