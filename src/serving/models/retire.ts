import { setTimeout as pause } from "node:timers/promises";
import type { ServedModel } from "./servedModel.js";

/** An operation may have resolved the model and still be reading its image: nothing may have come from it for this long. */
const QUIET_MS = 2000;
/** A reader that never finishes must not keep a model for ever; this is longer than any deadline's default. */
const LONGEST_MS = 60_000;

/** Ends a model's runner once nothing uses it: operations keep the model that they resolved. @param hurry true when the server is closing. */
export async function retire(model: ServedModel, hurry: () => boolean): Promise<void> {
  const since = performance.now();
  let quietSince = since;
  while (!hurry() && performance.now() - since < LONGEST_MS) {
    if (model.inUse) quietSince = performance.now();
    if (performance.now() - quietSince >= QUIET_MS) break;
    await pause(50);
  }
  await model.runner.close();
}
