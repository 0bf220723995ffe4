import { invariant } from "../../errors/invariant.js";

/** Counts [C][C]: row is the true class, column the predicted one. */
export type Confusion = readonly (readonly number[])[];

export function confusionMatrix(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  invariant(truth.length === predicted.length, `${truth.length} true classes but ${predicted.length} predicted.`);
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const row = confusion[truth[i]!];
    invariant(row && predicted[i]! < classes, `Class ${truth[i]} or ${predicted[i]} is not one of ${classes}.`);
    row[predicted[i]!] = row[predicted[i]!]! + 1;
  }
  return confusion;
}
