import { describe, expect, it } from "vitest";
import { drawLatentSmote, drawPixelSmote, nearestNeighbours } from "../../src/augmentation/index.js";
import { Random } from "../../src/tensor/random.js";

describe("SMOTE", () => {
  // On a line: 0, 1, 3, 7, 15, 31, 63, 127.
  const line = { data: Float32Array.from({ length: 8 }, (_, i) => 2 ** i - 1), count: 8, size: 1 };

  it("takes the five nearest of the class, itself left out", () => {
    expect(nearestNeighbours(line, 0)).toEqual([1, 2, 3, 4, 5]);
    expect(nearestNeighbours(line, 3)).toEqual([2, 1, 0, 4, 5]);
    expect(nearestNeighbours({ ...line, count: 3 }, 1)).toEqual([0, 2]);
  });

  it("interpolates evenly between a sample and each of them", () => {
    const random = new Random(3, "smote");
    const draws = Array.from({ length: 20_000 }, () => drawLatentSmote(line, 0, random, 2)[0]!);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(3);
    // Half to 1 and half to 3, each half-way on average: (0.5 + 1.5) / 2.
    expect(draws.reduce((sum, z) => sum + z / draws.length, 0)).toBeCloseTo(1, 1);
  });

  it("stays in the plane of its two samples, and returns a lone sample itself", () => {
    const plane = { data: Float32Array.of(0, 0, 5, 2, 4, 5), count: 2, size: 3 };
    const [x, y, z] = drawLatentSmote(plane, 0, new Random(1));
    expect(y! / x!).toBeCloseTo(2, 5);
    expect(z).toBe(5);
    expect([...drawLatentSmote({ ...plane, count: 1 }, 0, new Random(1))]).toEqual([0, 0, 5]);
  });

  it("in pixels gives bytes between the two pictures", () => {
    const pictures = { data: Uint8Array.of(0, 10, 200, 250, 10, 0), count: 2, size: 3 };
    const picture = drawPixelSmote(pictures, 0, new Random(2));
    expect(picture).toBeInstanceOf(Uint8Array);
    expect(picture[1]).toBe(10);
    expect(picture[0]! / 250 + picture[2]! / 200).toBeCloseTo(1, 1);
  });
});
