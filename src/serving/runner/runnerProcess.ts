import { type ChildProcess, fork } from "node:child_process";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { DeadlineExceededError } from "../errors/deadlineExceededError.js";
import { InferenceFailedError } from "../errors/inferenceFailedError.js";
import { RunnerCrashedError } from "../errors/runnerCrashedError.js";
import { builtFile } from "./builtFile.js";
import type { RunnerPlan } from "./networkFile.js";
import type { FromRunner, ToRunner } from "./protocol.js";

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
  // In the order sent, which is the order of the answers.
  readonly #calls = new Map<number, Call>();
  #nextId = 0;
  #timer: NodeJS.Timeout | undefined;
  #device = "";
  #end: string | undefined;

  private constructor(main: string) {
    // Typed arrays travel as they are with the advanced serialization; the default would make JSON of them.
    this.#child = fork(main, [], { serialization: "advanced", execArgv: [] });
    this.pid = this.#child.pid;
    this.#child.on("message", (message: FromRunner) => this.#receive(message));
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.#end ??= how;
        clearTimeout(this.#timer);
        for (const call of this.#calls.values()) call.reject(new RunnerCrashedError(how));
        this.#calls.clear();
        resolve(how);
      };
      this.#child.once("exit", (code, signal) => end(signal ? `signal ${signal}` : `code ${code}`));
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
    const runner = new RunnerProcess(main);
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
  run(network: string, feeds: Record<string, HostTensor>, timeoutMs: number): Promise<Record<string, HostTensor>> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) return reject(new RunnerCrashedError(this.#end));
      const id = this.#nextId++;
      this.#calls.set(id, { network, timeoutMs, resolve, reject });
      if (this.#calls.size === 1) this.#watchFirst();
      this.#send({ kind: "run", id, network, feeds });
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
    this.#watchFirst();
    if (message.kind === "ran") call.resolve(message.outputs);
    else call.reject(new InferenceFailedError(call.network, { cause: new Error(message.reason) }));
  }

  // The process works on one call at a time, so only the first of them can hang.
  #watchFirst(): void {
    clearTimeout(this.#timer);
    const first = this.#calls.values().next().value;
    if (first === undefined) return;
    this.#timer = setTimeout(() => {
      first.reject(new DeadlineExceededError(first.timeoutMs));
      this.#child.kill("SIGKILL");
    }, first.timeoutMs);
  }
}
