import { setTimeout as pause } from "node:timers/promises";
import { OverloadedError } from "../errors/overloadedError.js";
import type { ServedModel } from "../models/servedModel.js";
import { encodeCursor, type StreamPosition } from "./cursor.js";
import { type DrawnImage, draw } from "./draw.js";
import { type GeneratedImage, generate } from "./generate.js";

/** One step of a stream. */
export interface AugmentedBatch {
  /** Counted from the stream's beginning, not from the resumption. */
  readonly index: number;
  readonly cursor: string;
  readonly images: readonly (GeneratedImage | DrawnImage)[];
}

/** What a stream generates; the caller has checked every value. */
export interface StreamPlan {
  /** Image i is of class i modulo their number. */
  readonly classes: readonly string[];
  readonly s: number;
  readonly batchSize: number;
  /** Images from the beginning, whatever was resumed from. */
  readonly total: number;
  readonly start: StreamPosition;
  /** False: the images are not decoded. */
  readonly pixels?: boolean;
}

/** What a cursor is bound to. */
export function streamIdentity(model: ServedModel, classes: readonly string[], s: number): readonly unknown[] {
  return [model.digest, classes, s];
}

/**
 * Batches of generated images, each made only when it is asked for: a slow reader costs nothing and a vanished one stops it. Where
 * a request would be refused because the queue is full, a stream waits, since nobody sits before it.
 */
export async function* augmentedStream(
  model: ServedModel,
  plan: StreamPlan,
  signal: AbortSignal,
): AsyncGenerator<AugmentedBatch, void, void> {
  const { classes, s, batchSize, total, start, pixels = true } = plan;
  const identity = streamIdentity(model, classes, s);
  const letGo = model.hold();
  try {
    for (let next = start.next; next < total; ) {
      const count = Math.min(batchSize, total - next);
      const recipes = Array.from({ length: count }, (_, i) => ({
        label: classes[(next + i) % classes.length]!,
        s,
        seed: start.seed,
        index: next + i,
      }));
      const images = pixels
        ? await patiently(() => generate(model, recipes, { signal, priority: "bulk" }), signal)
        : draw(model, recipes);
      const index = Math.floor(next / batchSize);
      next += count;
      yield { index, cursor: encodeCursor({ seed: start.seed, next }, identity), images };
    }
  } finally {
    letGo();
  }
}

async function patiently<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof OverloadedError)) throw error;
      await pause(error.retryAfterMs, undefined, { signal });
    }
  }
}
