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
};
