import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InferenceFailedError } from "../../src/serving/errors/inferenceFailedError.js";
import { RunnerCrashedError } from "../../src/serving/errors/runnerCrashedError.js";
import type { Runner, RunOptions } from "../../src/serving/runner/runner.js";
import { BUCKETS } from "../../src/serving/scheduler/buckets.js";
import { within } from "../../src/serving/scheduler/deadline.js";
import { Dispatcher } from "../../src/serving/scheduler/dispatcher.js";
import type { Priority } from "../../src/serving/scheduler/priority.js";
import { Scheduler, type SchedulerOptions } from "../../src/serving/scheduler/scheduler.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";

/** Rows from here on cannot be computed; from the second value on, they end the process that computes them. */
const FAILS = 1e6;
const CRASHES = 2e6;

/** A runner that answers each row with its double, when `gate` lets it, and notes the batches it saw. */
class DoublingRunner implements Runner {
  readonly device = "cpu";
  readonly notReady = undefined;
  readonly batches: number[][] = [];
  readonly priorities: Priority[] = [];
  gate: Promise<void> = Promise.resolve();

  async run(_network: string, { x }: Record<string, HostTensor>, options: RunOptions = {}) {
    this.batches.push([...x!.data]);
    this.priorities.push(options.priority ?? "interactive");
    await this.gate;
    if (x!.data.some((value) => value >= CRASHES)) throw new RunnerCrashedError("signal SIGKILL");
    if (x!.data.some((value) => value >= FAILS)) throw new InferenceFailedError("n");
    return { y: { ...x!, data: Float32Array.from(x!.data, (value) => 2 * value) } };
  }

  /** Holds every run until the function that it returns is called. */
  hold(): () => void {
    let open = () => {};
    this.gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  }

  async close(): Promise<void> {}
}

function scheduler(options: Partial<SchedulerOptions> = {}) {
  const runner = new DoublingRunner();
  const row = { dtype: "float32", shape: [1] } as const;
  const limits = { buckets: () => BUCKETS, capacity: 4000, deadlineMs: 60_000 };
  const all = { runner, dispatcher: new Dispatcher(), network: "n", input: "x", row, ...limits };
  return { runner, scheduler: new Scheduler({ ...all, ...options }) };
}

const rows = (...values: number[]) => values.map((value) => Float32Array.of(value));
const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
/** Codes of what became of some rows. */
const outcomes = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((one) =>
    one.status === "rejected" ? (one.reason.code ?? one.reason.message) : "answered",
  );

describe("Scheduler", () => {
  it("gives 10,000 tagged requests with cancellations, deadlines, failures and crashes each its own outcome, once", async () => {
    const request = fc.record({
      size: fc.integer({ min: 1, max: 6 }),
      fate: fc.constantFrom("waits", "waits", "early", "late", "deadline", "fails", "crashes"),
      bulk: fc.boolean(),
      pause: fc.integer({ min: 0, max: 2 }),
    });
    let requests = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 500, maxLength: 500 }), async (plan) => {
        const { runner, scheduler: tested } = scheduler({ capacity: 30_000 });
        const settled = new Map<number, string>();
        const allowed = new Map<number, string[]>();
        let tag = 0;
        const waiting: Promise<void>[] = [];
        for (const { size, fate, bulk, pause } of plan) {
          requests++;
          const controller = new AbortController();
          const offset = fate === "fails" ? FAILS : fate === "crashes" ? CRASHES : 0;
          // One bad row per request; the others of its batch must not notice.
          const tags = range(tag + 1, size);
          tag += size;
          const sent = tags.map((one, i) => (i === 0 ? one + offset : one));
          if (fate === "early") controller.abort();
          const options = {
            signal: controller.signal,
            priority: bulk ? "bulk" : "interactive",
            ...(fate === "deadline" && { deadline: within(pause - 1) }),
          } as const;
          tested.submit(rows(...sent), options).forEach((result, i) => {
            const one = tags[i]!;
            const bad = { early: "REQUEST_CANCELLED", late: "REQUEST_CANCELLED", deadline: "DEADLINE_EXCEEDED" };
            const code = bad[fate as keyof typeof bad];
            if (fate === "fails" && i === 0) allowed.set(one, ["INFERENCE_FAILED"]);
            else if (fate === "crashes" && i === 0) allowed.set(one, ["RUNNER_CRASHED"]);
            else allowed.set(one, fate === "early" ? [code!] : code ? [code, "answered"] : ["answered"]);
            const settle = (outcome: string) => {
              if (settled.has(one)) throw new Error(`Row ${one} was answered twice.`);
              settled.set(one, outcome);
            };
            waiting.push(
              result.then(
                ({ y }) => settle(y![0] === 2 * sent[i]! ? "answered" : `got the answer of ${y![0]! / 2}`),
                (error) => settle(error.code ?? String(error)),
              ),
            );
          });
          await turns(pause);
          if (fate === "late") controller.abort();
        }
        await Promise.all(waiting);
        expect(settled.size).toBe(tag);
        const wrong = [...settled].filter(([one, outcome]) => !allowed.get(one)!.includes(outcome));
        expect(wrong).toEqual([]);
        expect(runner.batches.filter((batch) => !BUCKETS.includes(batch.length))).toEqual([]);
        // Whoever was gone before the start is never computed.
        const computed = new Set(runner.batches.flat());
        const forNobody = [...allowed].filter(
          ([one, codes]) => codes.join() === "REQUEST_CANCELLED" && computed.has(one),
        );
        expect(forNobody).toEqual([]);
      }),
      { numRuns: 20, seed: 4 },
    );
    expect(requests).toBe(10_000);
  });

  it("makes one batch of what queued while the runner was busy, padded by a seventh at most", async () => {
    const { runner, scheduler: tested } = scheduler();
    const open = runner.hold();
    const results = tested.submit(rows(...range(1, 32)));
    await turns(3);
    for (const value of range(33, 17)) results.push(...tested.submit(rows(value)));
    await turns(3);
    expect(runner.batches).toHaveLength(1);
    open();
    await Promise.all(results);
    expect(runner.batches.map((batch) => batch.length)).toEqual([32, 20]);
    expect(runner.batches[1]).toEqual([...range(33, 17), 0, 0, 0]);
    for (const rowsInBatch of range(1, 32)) {
      const bucket = BUCKETS.find((size) => size >= rowsInBatch)!;
      expect((bucket - rowsInBatch) / bucket).toBeLessThanOrEqual(1 / 6);
    }
  });

  it("sends a batch ahead only when it is as large as the one that runs", async () => {
    const { runner, scheduler: tested } = scheduler();
    const open = runner.hold();
    const results = tested.submit(rows(1, 2, 3));
    await turns(3);
    results.push(...tested.submit(rows(4, 5)));
    await turns(3);
    expect(runner.batches).toHaveLength(1);
    results.push(...tested.submit(rows(6)));
    await turns(3);
    expect(runner.batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    results.push(...tested.submit(rows(7, 8, 9, 10, 11, 12)));
    await turns(3);
    expect(runner.batches).toHaveLength(2);
    open();
    await Promise.all(results);
  });

  it("lets interactive rows pass bulk rows, and bulk rows take what would be padding", async () => {
    const { runner, scheduler: tested } = scheduler({ buckets: () => [8] });
    const open = runner.hold();
    const results = tested.submit(rows(...range(1, 8)), { priority: "bulk" });
    await turns(3);
    results.push(...tested.submit(rows(...range(11, 20)), { priority: "bulk" }));
    results.push(...tested.submit(rows(101, 102, 103)));
    await turns(3);
    expect(runner.priorities).toEqual(["bulk", "interactive", "bulk"]);
    expect(runner.batches[1]).toEqual([101, 102, 103, ...range(11, 5)]);
    open();
    expect(await outcomes(results)).toEqual(Array(31).fill("answered"));
  });

  it("keeps half of the queue for those who wait for an answer", async () => {
    const { runner, scheduler: tested } = scheduler({ capacity: 8, buckets: () => [1] });
    const open = runner.hold();
    const bulk = { priority: "bulk" } as const;
    const results = tested.submit(rows(1, 2, 3, 4), bulk);
    expect(() => tested.submit(rows(5), bulk)).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    results.push(...tested.submit(rows(6, 7, 8, 9)));
    expect(() => tested.submit(rows(10))).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    open();
    expect(await outcomes(results)).toEqual(Array(8).fill("answered"));
  });

  it("refuses what does not fit, says when to come back, and takes it once there is room", async () => {
    const { runner, scheduler: tested } = scheduler({ capacity: 5 });
    const open = runner.hold();
    const first = tested.submit(rows(1, 2, 3, 4, 5));
    await turns(3);
    const queued = tested.submit(rows(6, 7, 8));
    expect(() => tested.submit(rows(9, 10, 11))).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    expect(() => tested.submit(rows(9, 10, 11))).toThrow(expect.objectContaining({ retryAfterMs: expect.any(Number) }));
    const fits = tested.submit(rows(9, 10));
    open();
    expect(await outcomes([...first, ...queued, ...fits])).toEqual(Array(10).fill("answered"));
    expect(await outcomes(tested.submit(rows(5, 6, 7)))).toEqual(Array(3).fill("answered"));
    expect(runner.batches.flat().filter(Boolean)).toHaveLength(13);
  });

  it("drops what is past the server's deadline or the caller's, and answers what comes after", async () => {
    const { runner, scheduler: tested } = scheduler({ deadlineMs: 30 });
    const open = runner.hold();
    const late = [...tested.submit(rows(1)), ...tested.submit(rows(2), { deadline: within(5) })];
    const tooLate = tested.submit(rows(3), { deadline: within(-1) });
    expect(await outcomes([...late, ...tooLate])).toEqual(Array(3).fill("DEADLINE_EXCEEDED"));
    const dropped = tested.waiting("interactive");
    open();
    await turns(5);
    expect(await outcomes(tested.submit(rows(4)))).toEqual(["answered"]);
    expect(dropped).toBe(0);
    expect(runner.batches.flat()).not.toContain(3);
  });

  it("finds a row that fails by halving its batch, and does not try it again", async () => {
    const { runner, scheduler: tested } = scheduler();
    const bad = FAILS + 11;
    expect(await outcomes(tested.submit(rows(...range(1, 10), bad, ...range(12, 5))))).toEqual([
      ...Array(10).fill("answered"),
      "INFERENCE_FAILED",
      ...Array(5).fill("answered"),
    ]);
    expect(runner.batches).toHaveLength(9);
    expect(await outcomes(tested.submit(rows(bad, 1)))).toEqual(["POISONOUS_INPUT", "answered"]);
    expect(runner.batches[9]).toEqual([1]);
  });

  it("runs the rows of a batch that ended the process one by one, so that two processes are lost at most", async () => {
    const { runner, scheduler: tested } = scheduler();
    const bad = CRASHES + 2;
    expect(await outcomes(tested.submit(rows(1, bad, 3, 4)))).toEqual([
      ...["answered", "RUNNER_CRASHED"],
      ...["answered", "answered"],
    ]);
    expect(runner.batches.filter((batch) => batch.includes(bad))).toHaveLength(2);
    expect(await outcomes(tested.submit(rows(bad)))).toEqual(["POISONOUS_INPUT"]);
  });

  it("runs a lone row whose process was ended once more", async () => {
    const { runner, scheduler: tested } = scheduler();
    const run = runner.run.bind(runner);
    runner.run = async () => {
      runner.run = run;
      throw new RunnerCrashedError("signal SIGKILL");
    };
    expect(await outcomes(tested.submit(rows(1)))).toEqual(["answered"]);
  });

  it("computes one batch at most for 1,000 callers who are gone", async () => {
    const { runner, scheduler: tested } = scheduler();
    const open = runner.hold();
    const controller = new AbortController();
    const results = tested.submit(rows(1), { signal: controller.signal });
    await turns(3);
    for (const value of range(2, 999)) results.push(...tested.submit(rows(value), { signal: controller.signal }));
    controller.abort();
    open();
    expect(await outcomes(results)).toEqual(Array(1000).fill("REQUEST_CANCELLED"));
    await turns(5);
    expect(runner.batches).toEqual([[1]]);
    expect(await outcomes(tested.submit(rows(1, 2), { signal: AbortSignal.abort() }))).toEqual(
      Array(2).fill("REQUEST_CANCELLED"),
    );
    await turns(3);
    expect(runner.batches).toHaveLength(1);
  });
});
