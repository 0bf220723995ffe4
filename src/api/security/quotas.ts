import { setTimeout as pause } from "node:timers/promises";
import { QuotaExceededError } from "../errors/quotaExceededError.js";
import type { Principal } from "./principal.js";

const MINUTE_MS = 60_000;
/** Principals that are remembered; those who asked longest ago are forgotten first, and begin with a full bucket. */
const REMEMBERED = 10_000;

/** Whose quota it is. */
export type Payer = Pick<Principal, "id" | "imagesPerMinute">;

interface Bucket {
  images: number;
  at: number;
}

/** Images per minute of each principal, as token buckets: a minute's quota may be spent at once, and fills again evenly. */
export class Quotas {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes images from the principal's quota, all or none. @throws QuotaExceededError */
  take({ id, imagesPerMinute }: Payer, images: number): void {
    if (imagesPerMinute === undefined || images === 0) return;
    if (images > imagesPerMinute) throw new QuotaExceededError(images, imagesPerMinute, undefined);
    const bucket = this.#bucket(id, imagesPerMinute);
    const missing = images - bucket.images;
    if (missing > 0) {
      // The last bits of the sum are not worth a millisecond.
      const waitMs = Math.ceil((missing * MINUTE_MS) / imagesPerMinute - 1e-6);
      throw new QuotaExceededError(images, imagesPerMinute, waitMs);
    }
    bucket.images -= images;
  }

  /** Takes images when they are there: a stream slows down to the quota instead of ending. Rejects when the signal aborts. */
  async takeInTime(payer: Payer, images: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        return this.take(payer, images);
      } catch (error) {
        if (!(error instanceof QuotaExceededError) || error.retryAfterMs === undefined) throw error;
        await pause(error.retryAfterMs, undefined, { signal });
      }
    }
  }

  #bucket(id: string, imagesPerMinute: number): Bucket {
    const now = this.#now();
    const found = this.#buckets.get(id) ?? { images: imagesPerMinute, at: now };
    found.images = Math.min(imagesPerMinute, found.images + ((now - found.at) * imagesPerMinute) / MINUTE_MS);
    found.at = now;
    // Moved to the end, so that the first is the one who asked longest ago.
    this.#buckets.delete(id);
    this.#buckets.set(id, found);
    if (this.#buckets.size > REMEMBERED) this.#buckets.delete(this.#buckets.keys().next().value as string);
    return found;
  }
}
