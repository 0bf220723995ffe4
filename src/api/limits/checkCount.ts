import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";
import { LIMITS } from "./limits.js";

/** @returns the list. @throws ArgumentOutOfRangeError when it is empty or too long. */
export function checkCount<T>(argument: string, list: readonly T[]): readonly T[] {
  if (list.length < 1 || list.length > LIMITS.imagesPerField) {
    throw new ArgumentOutOfRangeError(argument, `a list of 1 to ${LIMITS.imagesPerField}`, `a list of ${list.length}`);
  }
  return list;
}
