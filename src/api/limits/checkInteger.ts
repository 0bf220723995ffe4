import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";

/** @returns the value. @throws ArgumentOutOfRangeError */
export function checkInteger(argument: string, value: number, low: number, high: number): number {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new ArgumentOutOfRangeError(argument, `an integer from ${low} to ${high}`, value);
  }
  return value;
}
