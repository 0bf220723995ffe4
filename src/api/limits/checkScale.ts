import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";

/** `s`, the scale of the class covariance. Beyond 4 (two standard deviations) decoders answer with nothing like a face. */
export function checkScale(s: number): number {
  if (!(s >= 0 && s <= 4)) throw new ArgumentOutOfRangeError("s", "a number from 0 to 4", s);
  return s;
}
