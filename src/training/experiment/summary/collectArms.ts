import { argmaxRows, type ClassificationReport, classificationReport } from "../../metrics/index.js";
import type { History } from "../../run/checkpoint.js";
import { type ArmResult, armKey, readArm, readTime } from "../arms/armResult.js";
import { type ExperimentArm, hasStrength, parseArm, variantOf } from "../arms/experimentArm.js";
import type { DataFacts } from "../facts.js";
import type { ExperimentRecord } from "../record.js";

/** One arm of one seed, with its answers turned into scores. */
export interface FinishedArm {
  readonly seed: number;
  readonly s: number | undefined;
  readonly tau: number | undefined;
  readonly curve: History;
  readonly seconds: number | undefined;
  /** By split. */
  readonly reports: Readonly<Record<string, ClassificationReport>>;
  readonly predicted: Readonly<Record<string, Int32Array>>;
}

export interface CollectedArm extends ExperimentArm {
  /** As "resnet34/ours". */
  readonly id: string;
  readonly finished: readonly FinishedArm[];
}

/** Every arm that was asked for, with what is finished of it. @param s the chosen strength; arms that need one are missing while it is not. */
export async function collectArms(
  folder: string,
  { arms, seeds }: ExperimentRecord,
  facts: DataFacts,
  s: number | undefined,
): Promise<CollectedArm[]> {
  const collected: CollectedArm[] = [];
  for (const id of arms) {
    const arm = parseArm(id);
    const needsS = hasStrength(variantOf(arm));
    const finished: FinishedArm[] = [];
    for (const seed of needsS && s === undefined ? [] : seeds) {
      const key = armKey(id, seed, needsS ? s : undefined);
      const result = await readArm(folder, key);
      if (result) finished.push(scored(result, facts, (await readTime(folder, key))?.seconds));
    }
    collected.push({ ...arm, id, finished });
  }
  return collected;
}

function scored(result: ArmResult, { labels, counts, truth }: DataFacts, seconds: number | undefined): FinishedArm {
  const classes = labels.length;
  const splits = Object.keys(truth);
  const of = <T>(compute: (split: string) => T): Record<string, T> =>
    Object.fromEntries(splits.map((split) => [split, compute(split)]));
  return {
    seed: result.seed,
    s: result.s,
    tau: result.tau,
    curve: result.curve,
    seconds,
    reports: of((split) => classificationReport(softmax(result.logits[split]!, classes), truth[split]!, counts)),
    predicted: of((split) => argmaxRows(result.logits[split]!, classes)),
  };
}

function softmax(logits: Float32Array, classes: number): Float64Array {
  const out = new Float64Array(logits.length);
  for (let row = 0; row < logits.length; row += classes) {
    const own = logits.subarray(row, row + classes);
    const most = own.reduce((max, value) => Math.max(max, value), -Infinity);
    const sum = own.reduce((total, value) => total + Math.exp(value - most), 0);
    own.forEach((value, c) => {
      out[row + c] = Math.exp(value - most) / sum;
    });
  }
  return out;
}
