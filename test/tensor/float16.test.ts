import { describe, expect, it } from "vitest";
import { fromFloat16, toFloat16 } from "../../src/tensor/float16.js";

describe("half precision", () => {
  // Computed with Python's struct, format "e".
  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65519.99, 0x7bff],
    [0.1, 0x2e66],
    [1 / 3, 0x3555],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [1.5 * 2 ** -25, 0x0001],
    [2 ** -25, 0x0000],
    [-0, 0x8000],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
  ])("%d is %i", (value, half) => {
    expect(toFloat16(Float32Array.of(value))[0]).toBe(half);
  });

  it("has infinities for what is too large, and keeps what is no number", () => {
    expect([...toFloat16(Float32Array.of(65520, -1e30, Number.POSITIVE_INFINITY))]).toEqual([0x7c00, 0xfc00, 0x7c00]);
    expect(fromFloat16(toFloat16(Float32Array.of(Number.NaN)))[0]).toBeNaN();
  });

  it("goes back and forth without loss for every one of its numbers", () => {
    const finite = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);
    expect(toFloat16(fromFloat16(finite))).toEqual(finite);
  });

  it("takes the nearest: the middle between two neighbours goes to the even one, a hair beyond it to the other", () => {
    for (let bits = 0x0001; bits < 0x7bff; bits += 37) {
      const [low, high] = fromFloat16(Uint16Array.of(bits, bits + 1)) as unknown as [number, number];
      const middle = (low + high) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      const hair = middle * 2 ** -20;
      expect([...toFloat16(Float32Array.of(middle - hair, middle, middle + hair))]).toEqual([bits, even, bits + 1]);
    }
  });
});
