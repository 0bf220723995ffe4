import { type Deadline, soonest, within } from "../../serving/scheduler/deadline.js";
import { checkInteger } from "./checkInteger.js";

const LONGEST_MS = 3_600_000;

/**
 * When a field's answer is of no use any more: its own `deadlineMs`, counted from now, or the operation's, whichever comes first.
 * @throws ArgumentOutOfRangeError
 */
export function deadlineOf(
  operation: Deadline | undefined,
  deadlineMs: number | null | undefined,
): Deadline | undefined {
  if (deadlineMs == null) return operation;
  return soonest(operation, checkInteger("deadlineMs", deadlineMs, 1, LONGEST_MS));
}

/** The deadline that the header `x-deadline-ms` asks for; undefined when there is none or it is no such number. */
export function headerDeadline(value: string | string[] | undefined): Deadline | undefined {
  const asked = Number(value);
  return value !== undefined && Number.isInteger(asked) && asked >= 1 ? within(Math.min(asked, LONGEST_MS)) : undefined;
}
