import { describe, expect, it } from "vitest";
import { Random } from "../../src/tensor/random.js";
import { classSampler, indicesByClass } from "../../src/training/sampling/classSampler.js";
import { copyImage } from "../../src/training/sampling/copyImage.js";

const images = {
  labels: ["a", "b", "none", "c"],
  classes: Uint8Array.from([...Array(90).fill(0), ...Array(9).fill(1), 3]),
};

function shares(power: number): number[] {
  const draw = classSampler(images, power);
  const random = new Random(9);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) counts[images.classes[draw(random)]!]! += 1 / 20_000;
  return counts;
}

describe("classSampler", () => {
  // Standard error of a share with 20,000 draws is below .0036.
  it.each([
    ["as they come", 1, [0.9, 0.09, 0, 0.01]],
    ["balanced", 0, [1 / 3, 1 / 3, 0, 1 / 3]],
    ["by square roots", 0.5, [9.4868 / 13.4868, 3 / 13.4868, 0, 1 / 13.4868]],
  ])("draws classes %s", (_, power, wanted) => {
    shares(power).forEach((share, label) => {
      expect(Math.abs(share - wanted[label]!)).toBeLessThan(0.015);
    });
  });

  it("draws every image of a class, and none of an empty class", () => {
    const draw = classSampler(images, 0);
    const random = new Random(9);
    const seen = new Set(Array.from({ length: 3000 }, () => draw(random)));
    expect(seen.size).toBe(100);
    expect(indicesByClass(images)[2]).toEqual([]);
  });
});

describe("copyImage", () => {
  // One row after another, pixels numbered 1 to 4, three equal channels.
  const source = Uint8Array.from([1, 2, 3, 4].flatMap((v) => [v, v, v]));
  const copied = (placement: Parameters<typeof copyImage>[5]): number[] => {
    const target = new Uint8Array(12);
    copyImage(source, 0, target, 0, 2, placement);
    return [0, 3, 6, 9].map((i) => target[i]!);
  };

  it("copies, mirrors and shifts with repeated edges", () => {
    expect(copied({ flip: false })).toEqual([1, 2, 3, 4]);
    expect(copied({ flip: true })).toEqual([2, 1, 4, 3]);
    expect(copied({ flip: false, shiftX: 1 })).toEqual([1, 1, 3, 3]);
    expect(copied({ flip: false, shiftY: -1 })).toEqual([3, 4, 3, 4]);
    expect(copied({ flip: true, shiftX: -1 })).toEqual([1, 1, 3, 3]);
  });

  it("writes to its own place of a batch only", () => {
    const target = new Uint8Array(36);
    copyImage(source, 0, target, 1, 2, { flip: true });
    expect([...target.subarray(0, 12), ...target.subarray(24)].every((value) => value === 0)).toBe(true);
  });
});
