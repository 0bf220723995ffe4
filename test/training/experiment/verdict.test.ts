import { describe, expect, it } from "vitest";
import { defaultArms, parseArm, parseArms } from "../../../src/training/experiment/arms/experimentArm.js";
import { UnknownArmError } from "../../../src/training/experiment/errors/unknownArmError.js";
import type { DataFacts } from "../../../src/training/experiment/facts.js";
import { perClassRecall } from "../../../src/training/experiment/report/classSections.js";
import type { ReportData } from "../../../src/training/experiment/report/reportData.js";
import type { CollectedArm, FinishedArm } from "../../../src/training/experiment/summary/collectArms.js";
import { compareArms } from "../../../src/training/experiment/summary/compareArms.js";
import { judge, pairsOf } from "../../../src/training/experiment/summary/verdict.js";
import { classificationReport } from "../../../src/training/metrics/index.js";

/** Two classes, 300 test images each; the second is the tail. */
const truth = Uint8Array.from({ length: 600 }, (_, i) => (i < 300 ? 0 : 1));
const facts: DataFacts = {
  fingerprint: "0",
  name: "planted",
  labels: ["common", "rare"],
  counts: [900, 100],
  truth: { test: truth, balancedTest: truth },
};

/** An arm that has this many of 300 of each class right, the first ones. */
function arm(id: string, common: number, rare: number, seed = 1): CollectedArm {
  const predicted = Int32Array.from(truth, (label, i) => (i % 300 < (label === 0 ? common : rare) ? label : 1 - label));
  const probabilities = Array.from(predicted).flatMap((label) => (label === 0 ? [0.9, 0.1] : [0.1, 0.9]));
  const report = classificationReport(probabilities, truth, facts.counts);
  const finished: FinishedArm = {
    seed,
    s: undefined,
    tau: undefined,
    curve: [],
    seconds: 1,
    reports: { test: report, balancedTest: report },
    predicted: { test: predicted, balancedTest: predicted },
  };
  return { ...parseArm(id), id, finished: [finished] };
}

function verdictOf(arms: readonly CollectedArm[]) {
  const ids = arms.map(({ id }) => id);
  return judge(compareArms(arms, pairsOf(ids), facts, 500), facts, ids);
}

const table = (ours: CollectedArm) => [
  arm("resnet34/none", 290, 120),
  arm("resnet34/balanced", 270, 180),
  ours,
  arm("dan/none", 280, 150),
  arm("dan/balanced", 280, 160),
  arm("dan/ours", 280, 170),
];

describe("the verdict", () => {
  it("holds where every planted difference is there", () => {
    const verdict = verdictOf(table(arm("resnet34/ours", 272, 210)));
    expect(verdict.conditions.map(({ outcome }) => outcome)).toEqual(Array(7).fill("met"));
    expect(verdict.headline).toBe("The paper's claim held on this data: all 7 conditions are met.");
    // (210 - 180) / 300 / 2 + (272 - 270) / 300 / 2 = 5.33 points.
    expect(verdict.conditions[1]!.got).toMatch(/^\+5\.3 \[\+/);
  });

  it("does not hold where Ours is level with Balanced, and says that there is no gain to reach", () => {
    const verdict = verdictOf([...table(arm("resnet34/ours", 270, 180)), arm("resnet34/mixup", 270, 200)]);
    expect(verdict.held).toBe(false);
    expect(verdict.headline).toMatch(/did not hold on this data: 2 of 7/);
    expect(verdict.controls.join(" ")).toMatch(
      /no gain that a control could reach.*mixup: \+3\.3 over Balanced; it is better than Ours/s,
    );
  });

  it("names the controls that reached the same gain, and those that did not", () => {
    const arms = [
      ...table(arm("resnet34/ours", 272, 210)),
      arm("resnet34/reconstruction", 272, 210),
      arm("resnet34/isotropic", 240, 150),
    ];
    const said = verdictOf(arms).controls.join(" ");
    expect(said).toMatch(
      /reached by 1 of 2 controls that were run: reconstruction\. That the class covariance is the reason is not supported/,
    );
    expect(said).toMatch(/isotropic: -10\.0 over Balanced; Ours is better than it beyond chance/);
  });

  it("cannot be given while an arm that it rests on is missing", () => {
    const arms = table(arm("resnet34/ours", 272, 210)).filter(({ id }) => id !== "dan/ours");
    expect(verdictOf(arms)).toMatchObject({ held: undefined });
    expect(verdictOf(arms).headline).toMatch(
      /cannot be said yet: of 7 conditions 4 are met, 0 not met, 3 not measured/,
    );
    expect(verdictOf([arm("resnet34/none", 1, 1)]).headline).toMatch(/cannot be said yet: of 7 conditions 0 are met/);
  });

  it("averages over the seeds that both arms have", () => {
    const two = (a: CollectedArm, b: CollectedArm): CollectedArm => ({
      ...a,
      finished: [...a.finished, ...b.finished],
    });
    const arms = [
      two(arm("resnet34/none", 290, 100), arm("resnet34/none", 290, 140, 2)),
      arm("resnet34/balanced", 270, 200, 2),
      two(arm("resnet34/ours", 270, 100), arm("resnet34/ours", 270, 230, 2)),
    ];
    const { scores, comparisons } = compareArms(arms, pairsOf(arms.map(({ id }) => id)), facts, 200);
    expect(scores.get("resnet34/none")!.test!.meanClassAccuracy.value).toBeCloseTo((290 + 120) / 600, 12);
    const find = (a: string) => comparisons.find((c) => c.a === a && c.b === "resnet34/balanced")!;
    // Balanced has seed 2 only, so Ours is compared with it on seed 2: (230 - 200) / 600.
    expect(find("resnet34/ours").seeds).toEqual([2]);
    expect(find("resnet34/ours").difference.test!.meanClassAccuracy.value).toBeCloseTo(30 / 600, 12);
    expect(find("resnet34/ours").difference.test!.tailRecall.value).toBeCloseTo(30 / 300, 12);
  });
});

describe("the report", () => {
  it("draws the recall of an arm called None, which is also the name of a colour", () => {
    const arms = [arm("resnet34/none", 290, 120)];
    const html = perClassRecall({ arms, facts, split: "test" } as unknown as ReportData);
    const fills = [...html.matchAll(/<circle fill="([^"]*)"/g)].map(([, fill]) => fill);
    expect(fills).toHaveLength(2);
    for (const fill of fills) expect(fill).toMatch(/^#/);
  });
});

describe("--arms", () => {
  it("takes ids, networks, default and all, each once", () => {
    expect(parseArms("ours, dan/ours,ours")).toEqual(["resnet34/ours", "dan/ours"]);
    expect(parseArms("default")).toEqual([...defaultArms]);
    expect(parseArms("all")).toEqual(expect.arrayContaining([...defaultArms, "resnet34/ldam-drw", "dan/mixup"]));
    expect(parseArms("all")).not.toContain("dan/ldam-drw");
  });

  it("refuses what there is not, and what DAN's losses cannot be combined with", () => {
    for (const [text, said] of [
      ["best", /the arms are none, balanced/],
      ["vgg/ours", /the networks are resnet34 and dan/],
      ["dan/focal", /DAN has losses of its own/],
    ] as const) {
      expect(() => parseArms(text)).toThrow(UnknownArmError);
      expect(() => parseArms(text)).toThrow(said);
    }
  });
});
