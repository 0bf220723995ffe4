import { promisify } from "node:util";
import { workFor } from "../observability/index.js";
import { ArgumentOutOfRangeError } from "../serving/errors/argumentOutOfRangeError.js";
import { CursorError } from "../serving/errors/cursorError.js";
import { type AugmentedBatch, augmentedStream, streamIdentity } from "../serving/generation/augmentedStream.js";
import { decodeCursor, type StreamPosition } from "../serving/generation/cursor.js";
import { randomSeed } from "../serving/generation/randomSeed.js";
import { stoppable } from "../serving/generation/stoppable.js";
import type { StreamArgs } from "./arguments/streamArgs.js";
import { checkInteger } from "./limits/checkInteger.js";
import { checkScale } from "./limits/checkScale.js";
import { LIMITS } from "./limits/limits.js";
import type { OperationContext } from "./operationContext.js";

/**
 * Checks the arguments at once, so that a wrong one is answered before anything streams.
 * @param pixels whether the images are asked for, or only what is known of them without the decoder.
 */
export function openStream(
  args: StreamArgs,
  { models, principal, quotas, operation }: OperationContext,
  pixels: boolean,
): AsyncIterableIterator<AugmentedBatch> {
  const model = models.get(args.model ?? undefined, "generate");
  const classes = (args.classes ?? model.manifest.tailClasses).map((label) => model.classNamed(label));
  if (classes.length < 1 || classes.length > model.manifest.labels.length) {
    const expected = `a list of 1 to ${model.manifest.labels.length}`;
    throw new ArgumentOutOfRangeError("classes", expected, `a list of ${classes.length}`);
  }
  const s = checkScale(args.s ?? 1);
  const plan = {
    ...{ classes, s, pixels },
    batchSize: checkInteger("batchSize", args.batchSize ?? 8, 1, LIMITS.imagesPerField),
    total: checkInteger("total", args.total ?? LIMITS.streamImages, 1, LIMITS.streamImages),
    start: position(args, streamIdentity(model, classes, s)),
  };
  // The quota paces a stream instead of ending it.
  const pay = (images: number, signal: AbortSignal) => quotas.takeInTime(principal, images, signal);
  return stoppable((signal) => {
    workFor(signal, operation);
    return paced(augmentedStream(model, plan, signal), plan.batchSize, pay, signal);
  });
}

const immediate = promisify(setImmediate);

/** Pays for each batch before it is made. */
async function* paced(
  batches: AsyncGenerator<AugmentedBatch, void, void>,
  images: number,
  pay: (images: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<AugmentedBatch, void, void> {
  try {
    for (;;) {
      await pay(images, signal);
      // Batches without pixels are made, and taken by the network, without a turn of the event loop: others have theirs between.
      await immediate();
      const { value, done } = await batches.next();
      if (done) return;
      yield value;
    }
  } finally {
    await batches.return();
  }
}

function position({ seed, after }: StreamArgs, identity: readonly unknown[]): StreamPosition {
  if (after == null) return { seed: seed ?? randomSeed(), next: 0 };
  const start = decodeCursor(after, identity);
  if (seed != null && seed !== start.seed) throw new CursorError("it belongs to another seed");
  return start;
}
