import { describe, expect, it } from "vitest";
import { philox4x32 } from "../../src/tensor/philox.js";
import { Random } from "../../src/tensor/random.js";

describe("Philox4x32-10", () => {
  // Known answers published with the generator's reference implementation (kat_vectors of Random123).
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])("maps counter %j under key %j to the published block", (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox4x32(Uint32Array.from(counter), key[0]!, key[1]!, out);
    expect([...out]).toEqual(expected);
  });
});

describe("Random", () => {
  it("gives the same sequence for the same seed and path, whatever was drawn elsewhere", () => {
    new Random(7, "other").normals(100);
    expect([...new Random(7, "noise", 3).normals(5)]).toEqual([...new Random(7, "noise", 3).normals(5)]);
  });

  it("gives another sequence for another seed, path or index", () => {
    const first = new Random(7, "noise", 3).uint32();
    for (const other of [new Random(8, "noise", 3), new Random(7, "noise", 4), new Random(7, "noises", 3)]) {
      expect(other.uint32()).not.toBe(first);
    }
  });

  it("draws standard normals: mean 0, variance 1, fourth moment 3", () => {
    const values = new Random(1, "moments").normals(200_000);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 1);
    expect(moment(2)).toBeCloseTo(1, 1);
    expect(moment(4)).toBeGreaterThan(2.9);
    expect(moment(4)).toBeLessThan(3.1);
  });

  it("draws every integer below the bound equally often", () => {
    const random = new Random(2, "integers");
    const counts = new Array(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it("refuses a seed that is no whole number", () => {
    expect(() => new Random(0.5)).toThrow(RangeError);
  });
});
