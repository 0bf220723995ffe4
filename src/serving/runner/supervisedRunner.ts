import { setTimeout as pause } from "node:timers/promises";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { ModelNotReadyError } from "../errors/modelNotReadyError.js";
import { RunnerCrashedError } from "../errors/runnerCrashedError.js";
import type { Runner, RunOptions } from "./runner.js";
import type { RunnerProcess } from "./runnerProcess.js";

/** How a {@link SupervisedRunner} starts processes, and when it loses patience. Times in milliseconds. */
export interface Supervision {
  readonly model: string;
  /** Starts a process whose networks are open. */
  readonly start: (signal: AbortSignal) => Promise<RunnerProcess>;
  /** Runs every shape once, before the process gets work. */
  readonly warmUp: (process: RunnerProcess) => Promise<void>;
  readonly runTimeoutMs: number;
  /** Waits before the quick restarts; after as many quick ends in a row the model is not ready. */
  readonly backOffMs: readonly number[];
  /** A process that ends within this time of becoming ready, without one answer, ended quickly. */
  readonly quickMs: number;
  /** Wait between attempts once the quick restarts are used up. */
  readonly coolDownMs: number;
  readonly onChange?: (state: "ready" | "ended" | "gave-up", detail: string) => void;
}

/**
 * A runner that is replaced when its process crashes or hangs. Work that waited in the process is run on the replacement; what was being
 * computed is rejected with {@link RunnerCrashedError}, and who sent it decides whether it was the cause.
 */
export class SupervisedRunner implements Runner {
  readonly #supervision: Supervision;
  #process: RunnerProcess | undefined;
  #device: string | undefined;
  #notReady: string | undefined = "it is starting";
  #gaveUp = false;
  #answered = false;
  // Resolves when a process is ready, or when waiting for one makes no sense any more.
  #arrival: Promise<void>;
  #announce: () => void = () => {};
  readonly #closing = new AbortController();
  readonly #life: Promise<void>;

  constructor(supervision: Supervision) {
    this.#supervision = supervision;
    this.#arrival = this.#nextArrival();
    this.#life = this.#live();
  }

  get device(): string | undefined {
    return this.#device;
  }

  get notReady(): string | undefined {
    return this.#notReady;
  }

  /** The process in use, for those who watch it. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async run(
    network: string,
    feeds: Record<string, HostTensor>,
    { priority = "interactive" }: RunOptions = {},
  ): Promise<Record<string, HostTensor>> {
    for (;;) {
      const process = await this.#ready();
      try {
        const outputs = await process.run(network, feeds, this.#supervision.runTimeoutMs, priority);
        this.#answered = true;
        return outputs;
      } catch (error) {
        const innocent = error instanceof RunnerCrashedError && !error.started;
        if (!innocent || this.#closing.signal.aborted) throw error;
      }
    }
  }

  async close(): Promise<void> {
    const process = this.#process;
    this.#closing.abort();
    this.#gaveUp = true;
    this.#announce();
    await process?.close();
    this.#notReady = "it is shutting down";
    await this.#life;
  }

  /** Waits while a quick restart is under way; the deadlines of what waits are the scheduler's. */
  async #ready(): Promise<RunnerProcess> {
    if (this.#process === undefined && !this.#gaveUp) await this.#arrival;
    if (this.#process !== undefined) return this.#process;
    throw new ModelNotReadyError(this.#supervision.model, this.#notReady ?? "it is starting");
  }

  async #live(): Promise<void> {
    const { backOffMs, quickMs, coolDownMs, onChange } = this.#supervision;
    const { signal } = this.#closing;
    let quickEnds = 0;
    while (!signal.aborted) {
      this.#answered = false;
      const { how, livedMs } = await this.#liveOnce(signal);
      if (signal.aborted) return;
      if (livedMs > quickMs || this.#answered) quickEnds = 0;
      const wait = backOffMs[quickEnds];
      quickEnds = Math.min(quickEnds + 1, backOffMs.length);
      this.#gaveUp = wait === undefined;
      this.#notReady = this.#gaveUp
        ? `its runner kept ending, last with: ${how}`
        : `its runner ended (${how}) and is being replaced`;
      onChange?.(this.#gaveUp ? "gave-up" : "ended", how);
      if (this.#gaveUp) this.#announce();
      await pause(wait ?? coolDownMs, undefined, { signal }).catch(() => {});
    }
  }

  /** One process from start to end. */
  async #liveOnce(signal: AbortSignal): Promise<{ how: string; livedMs: number }> {
    let process: RunnerProcess | undefined;
    const kill = () => void process?.kill();
    signal.addEventListener("abort", kill);
    try {
      process = await this.#supervision.start(signal);
      await this.#supervision.warmUp(process);
    } catch (error) {
      await process?.kill();
      return { how: error instanceof Error ? error.message : String(error), livedMs: 0 };
    } finally {
      signal.removeEventListener("abort", kill);
    }
    const ready = performance.now();
    this.#device = process.device;
    this.#process = process;
    this.#gaveUp = false;
    this.#notReady = undefined;
    this.#supervision.onChange?.("ready", process.device);
    this.#announce();
    const how = await process.ended;
    this.#process = undefined;
    this.#notReady = `its runner ended (${how})`;
    this.#arrival = this.#nextArrival();
    return { how, livedMs: performance.now() - ready };
  }

  #nextArrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#announce = resolve;
    });
  }
}
