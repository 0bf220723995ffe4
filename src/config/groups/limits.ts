import { totalmem } from "node:os";
import { integer } from "../kinds.js";
import { setting } from "../setting.js";

/** When the server refuses, gives up, or replaces. */
export const limits = {
  queueRows: setting(integer(1, 1_000_000), {
    default: 512,
    meaning: "Rows (images or latents) that may wait for one network; more are refused with `OVERLOADED`.",
  }),
  deadlineMs: setting(integer(1, 3_600_000), {
    default: 20_000,
    meaning: "Milliseconds from a row's arrival to its answer; then `DEADLINE_EXCEEDED`.",
  }),
  runTimeoutMs: setting(integer(1, 3_600_000), {
    default: 20_000,
    meaning: "Milliseconds that one batch may run before its runner counts as hung and is replaced.",
  }),
  startTimeoutMs: setting(integer(1, 3_600_000), {
    default: 120_000,
    meaning: "Milliseconds for opening a model, and for the first run of each batch size.",
  }),
  runnerMemoryMb: setting(integer(64, 16_777_216), {
    default: Math.max(
      64,
      Math.floor((0.75 * Math.min(process.constrainedMemory() || totalmem(), totalmem())) / 2 ** 20),
    ),
    defaultText: "three quarters of the memory",
    meaning: "Megabytes that a runner process may hold (on Linux); one that holds more is replaced.",
  }),
  restartCoolDownMs: setting(integer(0, 3_600_000), {
    default: 60_000,
    meaning:
      "Milliseconds between attempts to start a runner that ended within ten seconds four times in a row; till then the model is not ready.",
  }),
};
