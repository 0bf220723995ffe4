// How long a cache line takes from one processor to another and back, in nanoseconds: two threads hand a number to each other. A virtual
// machine's processors may share a cache or lie far apart, and one program with two threads then has two speeds (docs/compiler-speed.md).
import { isMainThread, Worker, workerData } from "node:worker_threads";

const ROUNDS = 20_000;
const TRIALS = 15;

if (!isMainThread) {
  const turn = new Int32Array(workerData);
  const rounds = Number(ROUNDS) * TRIALS;
  for (let i = 0; i < rounds; i++) {
    while (Atomics.load(turn, 0) !== 2 * i + 1);
    Atomics.store(turn, 0, 2 * i + 2);
  }
}

/** The least of several trials: what else the machine does only adds to it. */
export async function coreDistance() {
  const memory = new SharedArrayBuffer(4);
  const turn = new Int32Array(memory);
  const worker = new Worker(new URL(import.meta.url), { workerData: memory });
  await new Promise((resolve) => worker.once("online", resolve));
  let least = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < TRIALS; trial++) {
    const start = process.hrtime.bigint();
    for (let i = trial * ROUNDS; i < (trial + 1) * ROUNDS; i++) {
      Atomics.store(turn, 0, 2 * i + 1);
      while (Atomics.load(turn, 0) !== 2 * i + 2);
    }
    least = Math.min(least, Number(process.hrtime.bigint() - start) / ROUNDS);
  }
  await worker.terminate();
  return least;
}
