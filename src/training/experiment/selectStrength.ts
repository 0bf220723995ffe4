import { argmaxRows, confusionMatrix, meanClassAccuracy } from "../metrics/index.js";
import { type ArmResult, armKey, readArm } from "./arms/armResult.js";
import type { DataFacts } from "./facts.js";
import type { ExperimentRecord } from "./record.js";

/** The arm whose candidates of s are compared. */
export const SELECTING = "resnet34/ours";

export interface Candidate {
  readonly s: number;
  /** Mean class accuracy on the validation split; undefined while the candidate is not trained. */
  readonly score: number | undefined;
}

/** What the validation split says of each candidate of s, on the first seed. */
export async function strengthCandidates(
  folder: string,
  { settings, seeds }: ExperimentRecord,
  facts: DataFacts,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const s of settings.strengths) {
    const result = await readArm(folder, armKey(SELECTING, seeds[0]!, s));
    candidates.push({ s, score: result && validationScore(result, facts) });
  }
  return candidates;
}

/** The candidate with the best score, the smaller of equal ones; undefined until all are trained. */
export function chosenStrength(candidates: readonly Candidate[]): number | undefined {
  if (candidates.some(({ score }) => score === undefined)) return undefined;
  const best = candidates.reduce((chosen, next) => (next.score! > chosen.score! ? next : chosen));
  return best.s;
}

function validationScore({ logits }: ArmResult, { labels, truth }: DataFacts): number {
  const classes = labels.length;
  const predicted = argmaxRows(logits.validation!, classes);
  return meanClassAccuracy(confusionMatrix(truth.validation!, predicted, classes)) ?? 0;
}
