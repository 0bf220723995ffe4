import { invariant } from "../../errors/invariant.js";

/** Peak signal-to-noise ratio in dB of values that span `peak` (255 for bytes, 2 for [-1, 1]); infinite for equal arrays. */
export function psnr(a: ArrayLike<number>, b: ArrayLike<number>, peak: number): number {
  invariant(a.length === b.length && a.length > 0, `Images of ${a.length} and ${b.length} values cannot be compared.`);
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return 10 * Math.log10((peak * peak * a.length) / squares);
}
