import { ExperimentInvalidError } from "../errors/experimentInvalidError.js";
import { type DataFacts, readDataFacts } from "../facts.js";
import {
  type GeneratorFacts,
  type GeneratorMeasures,
  readFaces,
  readFacts,
  readMeasures,
} from "../generator/generatorFile.js";
import { type ExperimentRecord, readExperiment } from "../record.js";
import { type Candidate, chosenStrength, strengthCandidates } from "../selectStrength.js";
import { type CollectedArm, collectArms } from "../summary/collectArms.js";
import { type Compared, compareArms } from "../summary/compareArms.js";
import { classSplit, judge, pairsOf, type Verdict } from "../summary/verdict.js";

/** What is known of one seed's generator; nothing where no arm has needed it yet. */
export interface GeneratorKnown {
  readonly seed: number;
  readonly facts: GeneratorFacts;
  readonly measures: GeneratorMeasures | undefined;
  readonly sources: Uint8Array | undefined;
  readonly augmented: Uint8Array | undefined;
}

/** Everything that a report shows, read and computed once. */
export interface ReportData {
  readonly record: ExperimentRecord;
  readonly facts: DataFacts;
  readonly candidates: readonly Candidate[];
  readonly s: number | undefined;
  readonly arms: readonly CollectedArm[];
  readonly compared: Compared;
  readonly verdict: Verdict;
  /** Where class means are compared. */
  readonly split: "balancedTest" | "test";
  readonly generators: readonly GeneratorKnown[];
}

/** @throws ExperimentInvalidError where there is no experiment, or it has not loaded its data yet. */
export async function reportData(folder: string): Promise<ReportData> {
  const record = await readExperiment(folder);
  const facts = await readDataFacts(folder);
  if (!facts) {
    throw new ExperimentInvalidError(
      `Expected an experiment that has begun, but the one in ${folder} has not loaded its data yet. Start it with --resume ${folder}.`,
    );
  }
  const candidates = await strengthCandidates(folder, record, facts);
  const s = chosenStrength(candidates);
  const arms = await collectArms(folder, record, facts, s);
  const compared = compareArms(arms, pairsOf(record.arms), facts, record.settings.resamples);
  const generators: GeneratorKnown[] = [];
  for (const seed of record.seeds) {
    const known = await readFacts(folder, seed);
    if (!known) continue;
    generators.push({
      seed,
      facts: known,
      measures: await readMeasures(folder, seed),
      sources: await readFaces(folder, seed, "sources"),
      augmented: await readFaces(folder, seed, "augmented"),
    });
  }
  return {
    record,
    facts,
    candidates,
    s,
    arms,
    compared,
    verdict: judge(compared, facts, record.arms),
    split: classSplit(facts),
    generators,
  };
}
