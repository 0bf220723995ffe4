import { describe, expect, it } from "vitest";
import { BatchQueue } from "../../src/serving/scheduler/batchQueue.js";
import { BUCKETS, bucketFor } from "../../src/serving/scheduler/buckets.js";
import { Random } from "../../src/tensor/random.js";

describe("BatchQueue", () => {
  it.each([1, 2, 3, 4, 5])(
    "lets each of 2,000 items leave exactly once, taken in order or cancelled, whatever happens in between (seed %i)",
    (seed) => {
      const random = new Random(seed, "batch-queue");
      const queue = new BatchQueue<number>(300);
      const left = new Map<number, "taken" | "cancelled" | "refused">();
      const leave = (item: number, how: "taken" | "cancelled" | "refused") => {
        expect(left.has(item)).toBe(false);
        left.set(item, how);
      };
      const tickets: number[] = [];
      let next = 0;
      let lastTaken = -1;
      while (next < 2000 || queue.length > 0) {
        const action = next < 2000 ? random.integer(4) : 2 + random.integer(2);
        if (action <= 1 && next < 2000) {
          const items = Array.from({ length: Math.min(1 + random.integer(40), 2000 - next) }, () => next++);
          const before = queue.length;
          const given = queue.offer(items);
          if (given) tickets.push(...given);
          else for (const item of items) leave(item, "refused");
          expect(given === undefined).toBe(before + items.length > 300);
          expect(queue.length).toBe(given ? before + items.length : before);
        } else if (action === 2) {
          const batch = queue.take(1 + random.integer(32));
          expect(batch.length).toBeLessThanOrEqual(32);
          for (const { item } of batch) {
            expect(item).toBeGreaterThan(lastTaken);
            lastTaken = item;
            leave(item, "taken");
          }
        } else if (tickets.length > 0) {
          // Also tickets that have left, and the same one twice.
          const ticket = random.choice(tickets);
          const item = queue.cancel(ticket);
          if (item !== undefined) leave(item, "cancelled");
          expect(queue.cancel(ticket)).toBeUndefined();
        }
      }
      expect(left.size).toBe(2000);
      for (const how of ["taken", "cancelled", "refused"]) expect([...left.values()]).toContain(how);
    },
  );

  it("accepts what fits exactly, and one more not at all", () => {
    const queue = new BatchQueue<string>(3);
    expect(queue.offer(["a", "b"])).toHaveLength(2);
    expect(queue.offer(["c", "d"])).toBeUndefined();
    expect(queue.offer(["c"])).toHaveLength(1);
    expect(queue.take(5).map(({ item }) => item)).toEqual(["a", "b", "c"]);
  });
});

describe("bucketFor", () => {
  it("finds the smallest bucket that holds the rows", () => {
    expect([1, 2, 3, 4, 5, 8, 9, 16, 17, 32].map((count) => bucketFor(count, BUCKETS))).toEqual([
      1, 2, 3, 4, 5, 8, 10, 16, 20, 32,
    ]);
    expect(() => bucketFor(33, BUCKETS)).toThrow("bug");
    expect(() => bucketFor(0, BUCKETS)).toThrow("bug");
  });
});
