import type { HostTensor } from "../../tensor/hostTensor.js";
import type { StageProgram, StageState } from "../engine/engine.js";
import { LossNotFiniteError } from "../errors/lossNotFiniteError.js";
import { TrainingInterruptedError } from "../errors/trainingInterruptedError.js";
import type { History } from "./checkpoint.js";
import { StageProgress } from "./progress.js";
import { forgetFailure, recordFailure } from "./recordFailure.js";
import type { TrainingRun } from "./trainingRun.js";

export interface Stage {
  readonly name: string;
  readonly steps: number;
  readonly batch: number;
  readonly store: StageState;
  /** The program of a step, opened by the caller on `store`. */
  readonly program: (step: number) => Promise<StageProgram>;
  /** What a step is fed. Everything random in it is drawn from (seed, stage, step), which makes resuming exact. */
  readonly feeds: (step: number) => Record<string, HostTensor>;
  /** Called now and then with the number of steps done, for sample grids. */
  readonly sample?: { readonly every: number; readonly take: (step: number) => Promise<void> };
}

export interface FinishedStage {
  readonly values: Map<string, HostTensor>;
  readonly history: History;
  readonly seconds: number;
}

/** About this many points make a loss curve. */
const CURVE_POINTS = 200;

/**
 * Runs a stage to its end, from its checkpoint where there is one; a stage that is done already is read and not run.
 * @throws LossNotFiniteError, TrainingInterruptedError, CheckpointInvalidError
 */
export async function runStage(run: TrainingRun, stage: Stage): Promise<FinishedStage> {
  const { checkpoints } = run;
  const done = checkpoints.position.finished[stage.name];
  if (done) return { values: await checkpoints.read(done.state), history: done.history, seconds: done.seconds };

  const saved = checkpoints.position.current?.stage === stage.name ? checkpoints.position.current : undefined;
  if (saved) stage.store.write(await checkpoints.read(saved.state));
  const history: History = [...(saved?.history ?? [])];
  const first = saved?.step ?? 0;
  const started = Date.now();
  const seconds = (): number => (saved?.seconds ?? 0) + (Date.now() - started) / 1000;
  const progress = new StageProgress(run.sink, stage.name, stage.steps, first, stage.batch);
  // History is kept at fixed steps and averages between them, so that a resumed run writes the same curve.
  const pointEvery = Math.max(1, Math.floor(stage.steps / CURVE_POINTS));
  let sums: Record<string, number> = { ...saved?.sums };
  let lastSave = Date.now();
  let device: string | undefined;
  let terms: Record<string, number> = {};
  try {
    for (let step = first; step < stage.steps; step++) {
      const program = await stage.program(step);
      if (program.device !== device) run.sink.write(`${stage.name}: on ${program.device}`);
      device = program.device;
      terms = scalars(await program.step(stage.feeds(step)));
      requireFinite(stage.name, step, terms);
      const finished = step + 1;
      for (const [name, value] of Object.entries(terms)) sums[name] = (sums[name] ?? 0) + value;
      if (finished % pointEvery === 0) {
        history.push({ step: finished, terms: mapValues(sums, (sum) => sum / pointEvery) });
        sums = {};
      }
      progress.update(finished, terms);
      if (stage.sample && (finished % stage.sample.every === 0 || finished === stage.steps))
        await stage.sample.take(finished);
      const due = Date.now() - lastSave >= run.checkpointSeconds * 1000 || run.signal.aborted;
      if (due && finished < stage.steps) {
        const progressSoFar = { history, sums, seconds: seconds() };
        await checkpoints.save(stage.name, finished, await finiteState(stage, step), progressSoFar);
        lastSave = Date.now();
        if (run.signal.aborted) throw new TrainingInterruptedError(run.folder, stage.name, finished);
      }
    }
    const values = await finiteState(stage, stage.steps - 1);
    await checkpoints.finish(stage.name, values, { history, seconds: seconds() });
    await forgetFailure(run);
    if (run.signal.aborted) throw new TrainingInterruptedError(run.folder, stage.name, stage.steps);
    return { values, history, seconds: seconds() };
  } catch (error) {
    if (error instanceof LossNotFiniteError) await recordFailure(run, error, { terms, history });
    throw error;
  } finally {
    progress.stop();
  }
}

/** The variables after a step. A gradient can spoil them while that step's losses still look well: such a state must not become a checkpoint. */
async function finiteState({ name, store }: Stage, step: number): Promise<Map<string, HostTensor>> {
  const values = await store.read();
  for (const [variable, { data }] of values) {
    const bad = data.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw new LossNotFiniteError(name, step, variable, bad);
  }
  return values;
}

function scalars(outputs: Readonly<Record<string, HostTensor>>): Record<string, number> {
  return mapValues(outputs, (tensor) => tensor.data[0]!);
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function requireFinite(stage: string, step: number, terms: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(terms)) {
    if (!Number.isFinite(value)) throw new LossNotFiniteError(stage, step, name, value);
  }
}
