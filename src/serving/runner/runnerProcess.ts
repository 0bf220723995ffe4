import { type ChildProcess, fork } from "node:child_process";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { DeadlineExceededError } from "../errors/deadlineExceededError.js";
import { InferenceFailedError } from "../errors/inferenceFailedError.js";
import { RunnerCrashedError } from "../errors/runnerCrashedError.js";
import type { Priority } from "../scheduler/priority.js";
import { builtFile } from "./builtFile.js";
import type { RunnerPlan } from "./networkFile.js";
import type { FromRunner, ToRunner } from "./protocol.js";
import { watchMemory } from "./watchMemory.js";

interface Call {
  readonly network: string;
  readonly timeoutMs: number;
  readonly resolve: (outputs: Record<string, HostTensor>) => void;
  readonly reject: (error: Error) => void;
}

/** The server's end of one runner process, from its start to its end. */
export class RunnerProcess {
  readonly pid: number | undefined;
  /** Resolves with how the process ended; never rejects. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  // In the order sent.
  readonly #calls = new Map<number, Call>();
  // The call that is computed; the others wait in the process.
  #running: number | undefined;
  #nextId = 0;
  #timer: NodeJS.Timeout | undefined;
  #device = "";
  #end: string | undefined;
  // Why this side ended it.
  #killed: string | undefined;

  private constructor(main: string, memoryLimit = Number.POSITIVE_INFINITY) {
    // Typed arrays travel as they are with the advanced serialization; the default would make JSON of them.
    this.#child = fork(main, [], { serialization: "advanced", execArgv: [] });
    this.pid = this.#child.pid;
    const unwatch = watchMemory(this.pid ?? 0, memoryLimit, (bytes) => {
      this.#killed = `it held ${toMb(bytes)} MB of memory, more than the ${toMb(memoryLimit)} MB that it may`;
      this.#child.kill("SIGKILL");
    });
    this.#child.on("message", (message: FromRunner) => this.#receive(message));
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.#end ??= how;
        unwatch();
        clearTimeout(this.#timer);
        for (const [id, call] of this.#calls) call.reject(new RunnerCrashedError(how, id === this.#running));
        this.#calls.clear();
        resolve(how);
      };
      this.#child.once("exit", (code, signal) => end(this.#killed ?? (signal ? `signal ${signal}` : `code ${code}`)));
      this.#child.once("error", (error) => end(error.message));
    });
  }

  /**
   * Starts a process and waits until it has opened the plan's networks.
   * @param signal ends a process that is still starting.
   * @param main the program to run; another one only in tests.
   */
  static async start(
    plan: RunnerPlan,
    timeoutMs: number,
    signal?: AbortSignal,
    main = builtFile("./runnerMain.js", import.meta.url),
  ): Promise<RunnerProcess> {
    const runner = new RunnerProcess(main, plan.memoryLimit);
    const kill = () => void runner.kill();
    const timer = setTimeout(kill, timeoutMs);
    signal?.addEventListener("abort", kill);
    try {
      runner.#device = await runner.#open(plan);
      return runner;
    } catch (error) {
      await runner.kill();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", kill);
    }
  }

  get device(): string {
    return this.#device;
  }

  /** @throws RunnerCrashedError, DeadlineExceededError (the process is then killed), InferenceFailedError */
  run(
    network: string,
    feeds: Record<string, HostTensor>,
    timeoutMs: number,
    priority: Priority = "interactive",
  ): Promise<Record<string, HostTensor>> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) return reject(new RunnerCrashedError(this.#end, false));
      const id = this.#nextId++;
      this.#calls.set(id, { network, timeoutMs, resolve, reject });
      if (this.#calls.size === 1) this.#watch(id);
      this.#send({ kind: "run", id, priority, network, feeds });
    });
  }

  /** Ends the process when it is idle; work in flight is lost after two seconds. */
  async close(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const impatience = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
    await this.ended;
    clearTimeout(impatience);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  #open(plan: RunnerPlan): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#child.once("message", (message: FromRunner) => {
        if (message.kind === "opened") resolve(message.device);
        if (message.kind === "refused") reject(new Error(message.reason));
      });
      void this.ended.then((how) => reject(new RunnerCrashedError(how)));
      this.#send({ kind: "open", plan });
    });
  }

  #send(message: ToRunner): void {
    // A channel that closed meanwhile: the process's end is reported by "exit".
    this.#child.send(message, () => {});
  }

  #receive(message: FromRunner): void {
    if (message.kind !== "ran" && message.kind !== "failed") return;
    const call = this.#calls.get(message.id);
    if (call === undefined) return;
    this.#calls.delete(message.id);
    // A run that was still on its way starts when it arrives.
    this.#watch(message.next ?? this.#calls.keys().next().value);
    if (message.kind === "ran") call.resolve(message.outputs);
    else call.reject(new InferenceFailedError(call.network, { cause: new Error(message.reason) }));
  }

  /** The process works on one call at a time, so only that one can hang. */
  #watch(id: number | undefined): void {
    clearTimeout(this.#timer);
    this.#running = id;
    const call = id === undefined ? undefined : this.#calls.get(id);
    if (call === undefined) return;
    this.#timer = setTimeout(() => {
      this.#killed = `it did not answer within ${call.timeoutMs} ms`;
      call.reject(new DeadlineExceededError(call.timeoutMs));
      this.#child.kill("SIGKILL");
    }, call.timeoutMs);
  }
}

function toMb(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
