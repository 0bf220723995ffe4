import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apportion } from "../../src/datasets/apportion.js";
import { loadDataset, renderDataset } from "../../src/datasets/index.js";
import { type Expression, expressionLabels } from "../../src/datasets/labels.js";
import { type ActionUnit, noActionUnits } from "../../src/datasets/synthetic/actionUnits.js";
import { sampleCircumstances } from "../../src/datasets/synthetic/circumstances.js";
import { drawFace } from "../../src/datasets/synthetic/drawing/drawFace.js";
import { faceGeometry } from "../../src/datasets/synthetic/faceGeometry.js";
import { identity } from "../../src/datasets/synthetic/identity.js";
import { planSynthetic } from "../../src/datasets/synthetic/planSynthetic.js";
import { sampleActionUnits } from "../../src/datasets/synthetic/sampleActionUnits.js";
import { renderSvg } from "../../src/images/index.js";
import { Random } from "../../src/tensor/random.js";

const small = { size: 24, seed: 5, count: 40, balancedPerClass: 2 };

describe("the synthetic set's plan", () => {
  it("has RAF-DB's ratio by largest remainder", () => {
    // The counts printed in docs/method.md, section 9.5, computed independently of this code.
    const raf = [1290, 281, 717, 4772, 1982, 705, 2524];
    expect(apportion(raf, 1500)).toEqual([158, 34, 88, 583, 242, 86, 309]);
    expect(apportion(raf, 3000)).toEqual([315, 69, 175, 1167, 485, 172, 617]);
    expect(apportion(raf, 6000)).toEqual([631, 137, 351, 2333, 969, 345, 1234]);
    const counts = planCounts(12271);
    expect(counts.train).toEqual(raf);
    expect(counts.test).toEqual([329, 74, 160, 1185, 478, 162, 680]);
    expect(planCounts(1500).balancedTest).toEqual([100, 100, 100, 100, 100, 100, 100]);
  });

  it("shows no person of one split in another, and about one person per two training images", () => {
    const plan = planSynthetic({ seed: 1, size: 48, count: 3000 });
    const people = [...plan].map(([, faces]) => new Set(faces.map((face) => `${face.pool}-${face.identity}`)));
    const all = people.reduce((sum, set) => sum + set.size, 0);
    expect(new Set(people.flatMap((set) => [...set])).size).toBe(all);
    const largest = Math.max(...plan.get("train")!.map((face) => face.identity));
    expect(largest).toBeLessThan(1500);
    expect(largest).toBeGreaterThan(1300);
  });

  it("errs in 4 % of training labels, along the pairs that people confuse, and never elsewhere", () => {
    const plan = planSynthetic({ seed: 2, size: 48, count: 12271 });
    const wrong = plan.get("train")!.filter((face) => face.expression !== face.label);
    // 4 % of 12,271 with four standard errors around it.
    expect(wrong.length / 12271).toBeGreaterThan(0.04 - 4 * Math.sqrt((0.04 * 0.96) / 12271));
    expect(wrong.length / 12271).toBeLessThan(0.04 + 4 * Math.sqrt((0.04 * 0.96) / 12271));
    expect(wrong.filter((face) => face.label === "fear").every((face) => face.expression === "surprise")).toBe(true);
    for (const split of ["validation", "test", "balancedTest"] as const) {
      expect(plan.get(split)!.every((face) => face.expression === face.label)).toBe(true);
    }
  });

  it("makes a smaller set a part of a larger one", () => {
    const larger = new Map(
      planSynthetic({ seed: 3, size: 48, count: 3000 })
        .get("train")!
        .map((face) => [face.id, face]),
    );
    for (const face of planSynthetic({ seed: 3, size: 48, count: 500 }).get("train")!) {
      expect(larger.get(face.id)).toEqual(face);
    }
  });
});

describe("action units", () => {
  it("occur as often as Du, Tao and Martinez counted them", () => {
    // Rows retyped from the article's table: always (p = 0.9 here) and sometimes.
    const table: Partial<Record<Expression, Record<number, number>>> = {
      fear: { 1: 0.9, 4: 0.9, 20: 0.9, 2: 0.57, 5: 0.63 },
      sadness: { 4: 0.9, 15: 0.9, 1: 0.6, 6: 0.5, 11: 0.26, 17: 0.67 },
      anger: { 4: 0.9, 7: 0.9, 24: 0.9, 10: 0.26, 17: 0.52, 23: 0.29 },
    };
    const draws = 3000;
    for (const [expression, row] of Object.entries(table)) {
      const counts = new Map<string, number>();
      let pure = 0;
      for (let i = 0; i < draws; i++) {
        const random = new Random(9, expression, i);
        const { units, blended } = sampleActionUnits(expression as Expression, 1, random);
        if (blended) continue;
        pure++;
        for (const [unit, value] of Object.entries(units)) if (value > 0) counts.set(unit, (counts.get(unit) ?? 0) + 1);
      }
      expect(pure / draws).toBeCloseTo(0.85, 1);
      for (const [unit, probability] of Object.entries(row)) {
        const error = Math.sqrt((probability * (1 - probability)) / pure);
        expect(Math.abs((counts.get(unit) ?? 0) / pure - probability)).toBeLessThan(4 * error);
      }
    }
  });
});

describe("the synthetic set", () => {
  it("is the same bytes for the same seed, whatever is drawn with it, and other bytes for another seed", async () => {
    const dataset = await loadDataset("synthetic", small);
    expect((await loadDataset("synthetic", small)).fingerprint).toBe(dataset.fingerprint);
    expect((await loadDataset("synthetic", { ...small, seed: 6 })).fingerprint).not.toBe(dataset.fingerprint);
    const larger = await loadDataset("synthetic", { ...small, count: 60, balancedPerClass: 0 });
    expect(larger.splits.balancedTest).toBeUndefined();
    const bytes = 24 * 24 * 3;
    dataset.splits.train.ids.forEach((id, i) => {
      const j = larger.splits.train.ids.indexOf(id);
      const [a, b] = [dataset.splits.train.images, larger.splits.train.images];
      expect(Buffer.compare(a.subarray(i * bytes, (i + 1) * bytes), b.subarray(j * bytes, (j + 1) * bytes))).toBe(0);
    });
  });

  it("is taken from the cache the second time, and drawn again when the cache is damaged", async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), "semblance-cache-"));
    const first = await loadDataset("synthetic", { ...small, cacheDir });
    const stages: string[] = [];
    const again = { ...small, cacheDir, onProgress: ({ stage }: { stage: string }) => stages.push(stage) };
    expect((await loadDataset("synthetic", again)).fingerprint).toBe(first.fingerprint);
    expect(stages).toEqual([]);
    const [entry = ""] = await readdir(cacheDir);
    const images = await readFile(join(cacheDir, entry, "images.bin"));
    images[100] = images[100]! ^ 1;
    await writeFile(join(cacheDir, entry, "images.bin"), images);
    expect((await loadDataset("synthetic", again)).fingerprint).toBe(first.fingerprint);
    expect(stages.length).toBeGreaterThan(0);
  });

  it("reads back from the folder it is rendered to, pixel for pixel", async () => {
    const out = join(await mkdtemp(join(tmpdir(), "semblance-render-")), "faces");
    const written = await renderDataset({ ...small, out });
    const direct = await loadDataset("synthetic", small);
    const read = await loadDataset(`folder:${out}`, { size: small.size, seed: 1 });
    const manifest = (await readFile(join(out, "manifest.jsonl"), "utf8")).trimEnd().split("\n");
    expect(manifest).toHaveLength(written);
    expect(Object.keys(JSON.parse(manifest[0]!))).toEqual(
      expect.arrayContaining(["identity", "actionUnits", "circumstances"]),
    );
    const bytes = small.size ** 2 * 3;
    for (const split of ["train", "validation", "test", "balancedTest"] as const) {
      const [a, b] = [direct.splits[split]!, read.splits[split]!];
      expect(b.count).toBe(a.count);
      a.ids.forEach((id, i) => {
        const j = b.ids.findIndex((name) => name.endsWith(`/${id}.png`));
        expect(b.classes[j]).toBe(a.classes[i]);
        const [p, q] = [a.images.subarray(i * bytes, (i + 1) * bytes), b.images.subarray(j * bytes, (j + 1) * bytes)];
        expect(Buffer.compare(p, q)).toBe(0);
      });
    }
    await expect(renderDataset({ ...small, out })).rejects.toMatchObject({ code: "DATASET_LAYOUT" });
  });
});

describe("the drawing", () => {
  const person = identity(1, "test", 4);
  const moved = (active: Partial<Record<ActionUnit, number>>) =>
    faceGeometry(person, { ...noActionUnits(), ...active }, new Random(1, "sides"));
  const rest = moved({});

  it("moves each part where its action unit pulls it", () => {
    // Directions and rough sizes in inter-ocular distances, from docs/method.md, section 9.3; y grows downwards.
    const inner = (g: typeof rest) => g.halves[0].browInner[1];
    const outer = (g: typeof rest) => g.halves[0].browOuter[1];
    const corner = (g: typeof rest) => g.halves[0].mouthCorner;
    const aperture = (g: typeof rest) => g.halves[0].upperLid + g.halves[0].lowerLid;
    expect(inner(rest) - inner(moved({ 1: 1 }))).toBeGreaterThan(0.1);
    expect(outer(rest) - outer(moved({ 2: 1 }))).toBeGreaterThan(0.1);
    expect(inner(moved({ 4: 1 })) - inner(rest)).toBeGreaterThan(0.07);
    expect(moved({ 4: 1 }).halves[0].browInner[0]).toBeLessThan(rest.halves[0].browInner[0] - 0.05);
    expect(aperture(moved({ 5: 1 })) - aperture(rest)).toBeGreaterThan(0.05);
    expect(aperture(moved({ 7: 1 })) / aperture(rest)).toBeLessThan(0.8);
    expect(corner(rest)[1] - corner(moved({ 12: 1 }))[1]).toBeGreaterThan(0.1);
    expect(corner(moved({ 12: 1 }))[0] - corner(rest)[0]).toBeGreaterThan(0.08);
    expect(corner(moved({ 15: 1 }))[1] - corner(rest)[1]).toBeGreaterThan(0.08);
    expect(corner(moved({ 20: 1 }))[0] - corner(rest)[0]).toBeGreaterThan(0.1);
    expect(rest.lipTop - moved({ 10: 1 }).lipTop).toBeGreaterThan(0.05);
    expect(moved({ 26: 1 }).chin - rest.chin).toBeGreaterThan(0.2);
    const gap = (g: typeof rest) => g.lipInnerBottom - g.lipInnerTop;
    expect(gap(rest)).toBeCloseTo(0, 6);
    expect(gap(moved({ 25: 1 }))).toBeGreaterThan(0.05);
    const thickness = (g: typeof rest) => g.lipInnerTop - g.lipTop;
    expect(thickness(moved({ 24: 1 })) / thickness(rest)).toBeCloseTo(0.3, 6);
    expect(thickness(moved({ 23: 1 })) / thickness(rest)).toBeCloseTo(0.5, 6);
  });

  it("shows a dark mouth when the jaw drops and bright teeth in a smile", async () => {
    const calm = {
      ...sampleCircumstances(new Random(1, "light")),
      yaw: 0,
      pitch: 0,
      roll: 0,
      shiftX: 0,
      shiftY: 0,
      zoom: 1,
    };
    const scene = { ...calm, lightX: 0, contrast: 0.2, occluder: undefined };
    const mouthOf = async (active: Partial<Record<ActionUnit, number>>) => {
      const pixels = await renderSvg(drawFace(person, moved(active), scene, 100));
      // The lips' middle is one inter-ocular distance, 31 of 100 pixels, below the eyes at 42.
      const values: number[] = [];
      for (let y = 70; y < 86; y++) for (let x = 46; x < 55; x++) values.push(pixels[(y * 100 + x) * 3 + 1]!);
      return { darkest: Math.min(...values), brightest: Math.max(...values) };
    };
    const closed = await mouthOf({});
    expect((await mouthOf({ 25: 1, 26: 1 })).darkest).toBeLessThan(closed.darkest - 5);
    expect((await mouthOf({ 12: 1, 25: 1 })).brightest).toBeGreaterThan(closed.brightest + 20);
  });
});

function planCounts(count: number): Record<string, number[]> {
  const plan = planSynthetic({ seed: 1, size: 48, count });
  return Object.fromEntries(
    [...plan].map(([split, faces]) => [
      split,
      expressionLabels.map((label) => faces.filter((face) => face.label === label).length),
    ]),
  );
}
