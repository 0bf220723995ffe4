import { describe, expect, it } from "vitest";
import type { Runner } from "../../src/serving/runner/runner.js";
import { BUCKETS } from "../../src/serving/scheduler/buckets.js";
import { Scheduler, type SchedulerOptions } from "../../src/serving/scheduler/scheduler.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";

/** A runner that answers each row with its double, when `gate` lets it, and notes the batches it saw. */
class DoublingRunner implements Runner {
  readonly device = "cpu";
  readonly notReady = undefined;
  readonly batches: number[][] = [];
  gate: Promise<void> = Promise.resolve();

  async run(_network: string, { x }: Record<string, HostTensor>): Promise<Record<string, HostTensor>> {
    this.batches.push([...x!.data]);
    await this.gate;
    if (x!.data.includes(-1)) throw new Error("a batch that fails");
    return { y: { ...x!, data: Float32Array.from(x!.data, (value) => 2 * value) } };
  }

  async close(): Promise<void> {}
}

function scheduler(options: Partial<SchedulerOptions> = {}) {
  const runner = new DoublingRunner();
  const row = { dtype: "float32", shape: [1] } as const;
  const all = { runner, network: "n", input: "x", row, buckets: BUCKETS, capacity: 4000, deadlineMs: 60_000 };
  return { runner, scheduler: new Scheduler({ ...all, ...options }) };
}

const rows = (...values: number[]) => values.map((value) => Float32Array.of(value));
const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
/** Codes of what became of some rows. */
const outcomes = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((one) =>
    one.status === "rejected" ? (one.reason.code ?? one.reason.message) : "answered",
  );

describe("Scheduler", () => {
  it("answers 2,000 tagged rows with random sizes and cancellations: none mixed up, lost, or computed for nobody", async () => {
    const { runner, scheduler: tested } = scheduler();
    const random = new Random(4, "scheduler");
    const waiting: Promise<void>[] = [];
    const cancelledBeforeStart = new Set<number>();
    let answered = 0;
    for (let tag = 1; tag <= 2000; ) {
      const tags = Array.from({ length: Math.min(1 + random.integer(40), 2001 - tag) }, () => tag++);
      const controller = new AbortController();
      const results = tested.submit(rows(...tags), controller.signal);
      const early = random.chance(0.2);
      if (early) {
        controller.abort();
        for (const one of tags) cancelledBeforeStart.add(one);
      }
      const late = !early && random.chance(0.2);
      results.forEach((result, i) => {
        waiting.push(
          result.then(
            ({ y }) => {
              answered++;
              expect([...y!]).toEqual([2 * tags[i]!]);
            },
            (error) => expect([early || late, error.code]).toEqual([true, "REQUEST_CANCELLED"]),
          ),
        );
      });
      await turns(random.integer(3));
      if (late) controller.abort();
    }
    await Promise.all(waiting);
    expect(waiting).toHaveLength(2000);
    expect(answered).toBeGreaterThan(1000);
    const computed = runner.batches.flat().filter((value) => value !== 0);
    expect(new Set(computed).size).toBe(computed.length);
    for (const tag of cancelledBeforeStart) expect(computed).not.toContain(tag);
    for (const batch of runner.batches) expect(BUCKETS).toContain(batch.length);
  });

  it("makes one batch of what queued while the runner was busy", async () => {
    const { runner, scheduler: tested } = scheduler();
    let open = () => {};
    runner.gate = new Promise((resolve) => {
      open = resolve;
    });
    const results = tested.submit(rows(1));
    await turns(3);
    for (let value = 2; value <= 40; value++) results.push(...tested.submit(rows(value)));
    await turns(3);
    expect(runner.batches).toHaveLength(1);
    open();
    await Promise.all(results);
    expect(runner.batches.map((batch) => batch.length)).toEqual([1, 32, 8]);
    expect(runner.batches[2]).toEqual([34, 35, 36, 37, 38, 39, 40, 0]);
  });

  it("refuses what does not fit, says when to come back, and takes it once there is room", async () => {
    const { runner, scheduler: tested } = scheduler({ capacity: 5 });
    let open = () => {};
    runner.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = tested.submit(rows(1));
    await turns(3);
    const queued = tested.submit(rows(2, 3, 4));
    expect(() => tested.submit(rows(5, 6, 7))).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    expect(() => tested.submit(rows(5, 6, 7))).toThrow(expect.objectContaining({ retryAfterMs: expect.any(Number) }));
    const fits = tested.submit(rows(5, 6));
    open();
    expect(await outcomes([...first, ...queued, ...fits])).toEqual(Array(6).fill("answered"));
    expect(await outcomes(tested.submit(rows(5, 6, 7)))).toEqual(Array(3).fill("answered"));
    expect(runner.batches.flat().sort()).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 5, 5, 6, 6, 7]);
  });

  it("drops what is past its deadline, and answers what comes after", async () => {
    const { runner, scheduler: tested } = scheduler({ deadlineMs: 30 });
    let open = () => {};
    runner.gate = new Promise((resolve) => {
      open = resolve;
    });
    expect(await outcomes([...tested.submit(rows(1)), ...tested.submit(rows(2))])).toEqual(
      Array(2).fill("DEADLINE_EXCEEDED"),
    );
    const dropped = tested.waiting;
    open();
    await turns(5);
    expect(await outcomes(tested.submit(rows(3)))).toEqual(["answered"]);
    expect(dropped).toBe(0);
  });

  it("fails only the batch that failed", async () => {
    const { scheduler: tested } = scheduler({ buckets: [2] });
    const results = tested.submit(rows(1, 2, 3, -1, 5, 6));
    expect(await outcomes(results)).toEqual([
      ...["answered", "answered"],
      ...["a batch that fails", "a batch that fails"],
      ...["answered", "answered"],
    ]);
  });

  it("computes nothing for a caller that was gone before it asked", async () => {
    const { runner, scheduler: tested } = scheduler();
    expect(await outcomes(tested.submit(rows(1, 2), AbortSignal.abort()))).toEqual(Array(2).fill("REQUEST_CANCELLED"));
    await turns(3);
    expect(runner.batches).toEqual([]);
  });
});
