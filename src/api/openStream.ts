import { ArgumentOutOfRangeError } from "../serving/errors/argumentOutOfRangeError.js";
import { CursorError } from "../serving/errors/cursorError.js";
import { type AugmentedBatch, augmentedStream, streamIdentity } from "../serving/generation/augmentedStream.js";
import { decodeCursor, type StreamPosition } from "../serving/generation/cursor.js";
import { randomSeed } from "../serving/generation/randomSeed.js";
import { stoppable } from "../serving/generation/stoppable.js";
import { checkInteger } from "./limits/checkInteger.js";
import { checkScale } from "./limits/checkScale.js";
import { LIMITS } from "./limits/limits.js";
import type { OperationContext } from "./operationContext.js";

/** The coerced arguments of `augmentedBatches`. */
export interface StreamArguments {
  readonly classes?: readonly string[] | null;
  readonly s: number;
  readonly batchSize: number;
  readonly total: number;
  readonly seed?: number | null;
  readonly after?: string | null;
  readonly model?: string | null;
}

/** Checks the arguments at once, so that a wrong one is answered before anything streams. */
export function openStream(args: StreamArguments, { models }: OperationContext): AsyncIterableIterator<AugmentedBatch> {
  const model = models.get(args.model ?? undefined);
  const classes = (args.classes ?? model.manifest.tailClasses).map((label) => model.classNamed(label));
  if (classes.length < 1 || classes.length > model.manifest.labels.length) {
    const expected = `a list of 1 to ${model.manifest.labels.length}`;
    throw new ArgumentOutOfRangeError("classes", expected, `a list of ${classes.length}`);
  }
  const plan = {
    classes,
    s: checkScale(args.s),
    batchSize: checkInteger("batchSize", args.batchSize, 1, LIMITS.imagesPerField),
    total: checkInteger("total", args.total, 1, LIMITS.streamImages),
    start: position(args, streamIdentity(model, classes, args.s)),
  };
  return stoppable((signal) => augmentedStream(model, plan, signal));
}

function position({ seed, after }: StreamArguments, identity: readonly unknown[]): StreamPosition {
  if (after == null) return { seed: seed ?? randomSeed(), next: 0 };
  const start = decodeCursor(after, identity);
  if (seed != null && seed !== start.seed) throw new CursorError("it belongs to another seed");
  return start;
}
