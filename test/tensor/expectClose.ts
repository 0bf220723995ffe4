import { expect } from "vitest";

/** Every element within `tolerance` of the expected one; says where the largest difference is. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-6): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  let at = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (!(difference <= worst)) [worst, at] = [difference, i];
  }
  expect(worst, `element ${at}: got ${actual[at]}, expected ${expected[at]}`).toBeLessThanOrEqual(tolerance);
}
