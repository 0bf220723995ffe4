import type { DataFacts } from "../facts.js";
import type { Compared, Comparison, Scores } from "./compareArms.js";

export type Outcome = "met" | "not met" | "not measured";

export interface Condition {
  readonly name: string;
  readonly wanted: string;
  readonly got: string;
  readonly outcome: Outcome;
}

export interface Verdict {
  /** One sentence: whether the paper's claim held. */
  readonly headline: string;
  readonly held: boolean | undefined;
  /** What the claim asks for (docs/experiment.md). */
  readonly conditions: readonly Condition[];
  /** Whether this data can show it. */
  readonly premises: readonly Condition[];
  /** What the controls say, in sentences. */
  readonly controls: readonly string[];
}

/** Seeds from which on a result is not one training's luck. */
export const SEEDS_WANTED = 5;

/** ResNet34's arms besides Table I's, the ceiling and the generator's own score: what has to be beaten for the covariance to be the reason. */
export function controlsOf(arms: readonly string[]): string[] {
  const others = ["none", "balanced", "ours", "oracle", "generated-only"].map((name) => `resnet34/${name}`);
  return arms.filter((id) => id.startsWith("resnet34/") && !others.includes(id));
}

/** Every pair of arms that the verdict and the report look at, first minus second. */
export function pairsOf(arms: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (const network of ["resnet34", "dan"]) {
    const id = (name: string) => `${network}/${name}`;
    pairs.push([id("balanced"), id("none")], [id("ours"), id("none")], [id("ours"), id("balanced")]);
  }
  pairs.push(["resnet34/oracle", "resnet34/balanced"]);
  for (const control of controlsOf(arms)) pairs.push([control, "resnet34/balanced"], ["resnet34/ours", control]);
  return pairs.filter(([a, b]) => arms.includes(a) && arms.includes(b));
}

/**
 * The split on which class means are compared: the balanced test where there is one, since its classes have more images than a test in the
 * training's ratio. Accuracy is always the test's.
 */
export function classSplit({ truth }: DataFacts): "balancedTest" | "test" {
  return truth.balancedTest ? "balancedTest" : "test";
}

/** Whether the claim held, by thresholds that stood before any result (docs/experiment.md). */
export function judge({ scores, comparisons }: Compared, facts: DataFacts, arms: readonly string[]): Verdict {
  const split = classSplit(facts);
  const find = (a: string, b: string): Comparison | undefined =>
    comparisons.find((comparison) => comparison.a === a && comparison.b === b);
  const condition = (
    name: string,
    wanted: string,
    comparison: Comparison | undefined,
    on: string,
    score: keyof Scores,
    isMet: (value: number, low: number) => boolean,
  ): Condition => {
    const estimate = comparison?.difference[on]?.[score];
    if (!estimate) return { name, wanted, got: "not measured", outcome: "not measured" };
    const { value, low, high } = estimate;
    const got = `${points(value)} [${points(low)}, ${points(high)}]`;
    return { name, wanted, got, outcome: isMet(value, low) ? "met" : "not met" };
  };
  const [resnet, dan] = ["resnet34", "dan"].map((network) => ({
    balancedNone: find(`${network}/balanced`, `${network}/none`),
    oursBalanced: find(`${network}/ours`, `${network}/balanced`),
    oursNone: find(`${network}/ours`, `${network}/none`),
  })) as [Pairs, Pairs];
  const mean = "meanClassAccuracy";
  const conditions = [
    condition(
      "ResNet34, mean class accuracy: Balanced - None",
      "at least +2",
      resnet.balancedNone,
      split,
      mean,
      (v) => v >= 0.02,
    ),
    condition(
      "ResNet34, mean class accuracy: Ours - Balanced",
      "above 0, interval too",
      resnet.oursBalanced,
      split,
      mean,
      (_, low) => low > 0,
    ),
    condition(
      "ResNet34, recall of the tail: Ours - Balanced",
      "above 0",
      resnet.oursBalanced,
      split,
      "tailRecall",
      (v) => v > 0,
    ),
    condition(
      "ResNet34, accuracy: Ours - Balanced",
      "at least -0.3",
      resnet.oursBalanced,
      "test",
      "accuracy",
      (v) => v >= -0.003,
    ),
    condition(
      "DAN, mean class accuracy: Ours - Balanced",
      "at least -0.3",
      dan.oursBalanced,
      split,
      mean,
      (v) => v >= -0.003,
    ),
    condition(
      "DAN, accuracy: Ours - Balanced",
      "at least -0.3",
      dan.oursBalanced,
      "test",
      "accuracy",
      (v) => v >= -0.003,
    ),
    condition("DAN, accuracy: Ours - None", "at least 0", dan.oursNone, "test", "accuracy", (v) => v >= 0),
  ];
  const failed = conditions.filter(({ outcome }) => outcome === "not met");
  const missing = conditions.filter(({ outcome }) => outcome === "not measured");
  // Balanced alone can fail a condition, but nothing is said of the method before an arm of it is there.
  const hasOurs = conditions.some(({ name, outcome }) => name.includes("Ours") && outcome !== "not measured");
  const held = !hasOurs ? undefined : failed.length > 0 ? false : missing.length > 0 ? undefined : true;
  return {
    held,
    headline: headline(held, failed.length, missing.length, conditions.length),
    conditions,
    premises: premises(scores, find("resnet34/oracle", "resnet34/balanced"), split),
    controls: controlSentences(controlsOf(arms), find, split),
  };
}

interface Pairs {
  readonly balancedNone: Comparison | undefined;
  readonly oursBalanced: Comparison | undefined;
  readonly oursNone: Comparison | undefined;
}

function headline(held: boolean | undefined, failed: number, missing: number, all: number): string {
  if (held === true) return `The paper's claim held on this data: all ${all} conditions are met.`;
  const rest = missing > 0 ? `, ${missing} not measured` : "";
  if (held === false)
    return `The paper's claim did not hold on this data: ${failed} of ${all} conditions are not met${rest}.`;
  const met = all - missing - failed;
  return `Whether the paper's claim holds cannot be said yet: of ${all} conditions ${met} are met, ${failed} not met${rest}.`;
}

/** Where these fail, no augmentation could have shown a gain, or any could (docs/experiment.md). */
function premises(scores: Compared["scores"], oracle: Comparison | undefined, split: string): Condition[] {
  const of = (name: string, wanted: string, value: number | undefined, isMet: (value: number) => boolean): Condition =>
    value === undefined
      ? { name, wanted, got: "not measured", outcome: "not measured" }
      : { name, wanted, got: percent(value), outcome: isMet(value) ? "met" : "not met" };
  const none = scores.get("resnet34/none");
  return [
    of(
      "Plain training leaves the tail behind: its recall",
      "30 to 60 %",
      none?.[split]?.tailRecall.value,
      (v) => v >= 0.3 && v <= 0.6,
    ),
    of(
      "Plain training works at all: its accuracy on the test",
      "65 to 85 %",
      none?.test?.accuracy.value,
      (v) => v >= 0.65 && v <= 0.85,
    ),
    of(
      "Balancing leaves room: its mean class accuracy",
      "at most 85 %",
      scores.get("resnet34/balanced")?.[split]?.meanClassAccuracy.value,
      (v) => v <= 0.85,
    ),
    of(
      "There is something to win: oracle - Balanced",
      "at least 5 points",
      oracle?.difference[split]?.meanClassAccuracy.value,
      (v) => v >= 0.05,
    ),
  ];
}

function controlSentences(
  controls: readonly string[],
  find: (a: string, b: string) => Comparison | undefined,
  split: string,
): string[] {
  const ours = find("resnet34/ours", "resnet34/balanced")?.difference[split]?.meanClassAccuracy;
  if (!ours) return ["Ours on ResNet34 is not finished, so no control can be compared with it."];
  const sentences: string[] = [];
  if (ours.value <= 0) sentences.push("Ours is not above Balanced, so there is no gain that a control could reach.");
  else if (ours.low <= 0)
    sentences.push(
      "Ours' gain over Balanced is within chance: its interval includes 0, so what follows compares with a gain that may not exist.",
    );
  const unmeasured = controls.filter((id) => !find("resnet34/ours", id));
  const measured = controls.filter((id) => find("resnet34/ours", id));
  for (const id of measured) {
    const against = find("resnet34/ours", id)!.difference[split]!.meanClassAccuracy;
    const gain = find(id, "resnet34/balanced")?.difference[split]?.meanClassAccuracy;
    const name = id.split("/")[1];
    const own = gain ? `${points(gain.value)} over Balanced` : "Balanced is missing";
    const interval = `Ours - ${name} = ${points(against.value)} [${points(against.low)}, ${points(against.high)}]`;
    const said =
      against.low > 0
        ? "Ours is better than it beyond chance"
        : against.high < 0
          ? "it is better than Ours beyond chance"
          : "it cannot be told from Ours";
    sentences.push(`${name}: ${own}; ${said} (${interval}).`);
  }
  const same = measured.filter((id) => find("resnet34/ours", id)!.difference[split]!.meanClassAccuracy.low <= 0);
  if (measured.length > 0 && ours.value > 0)
    sentences.push(
      same.length === 0
        ? "No control that was run reached Ours' gain."
        : `The same gain, within chance, was reached by ${same.length} of ${measured.length} controls that were run: ${same.map((id) => id.split("/")[1]).join(", ")}. That the class covariance is the reason is not supported.`,
    );
  if (unmeasured.length > 0)
    sentences.push(`Not compared, because not finished: ${unmeasured.map((id) => id.split("/")[1]).join(", ")}.`);
  return sentences;
}

/** 0.0123 -> "+1.2": differences in percentage points. */
export function points(value: number): string {
  const text = (100 * value).toFixed(1);
  return value >= 0 ? `+${text}` : text;
}

/** 0.5 -> "50.0 %" */
export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
