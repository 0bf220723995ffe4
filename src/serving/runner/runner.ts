import type { HostTensor } from "../../tensor/hostTensor.js";
import type { Priority } from "../scheduler/priority.js";

/** For whom a run is. */
export interface RunOptions {
  /** An interactive run passes bulk runs that wait. Default: interactive. */
  readonly priority?: Priority;
}

/**
 * Runs the networks of one model. What computes may be a child process, this process, or another machine: nothing else of the
 * server knows. A failed run rejects with a {@link SemblanceError}.
 */
export interface Runner {
  /** The provider in use, such as "cpu"; undefined until the first start succeeded. */
  readonly device: string | undefined;
  /** Why the runner cannot answer now; undefined when it can. */
  readonly notReady: string | undefined;
  /** The process that computes, where there is one, for those who watch its memory. */
  readonly pid?: number | undefined;
  /** @param network a key of the model's networks. @param feeds the network's inputs by name. @returns its outputs by name. */
  run(network: string, feeds: Record<string, HostTensor>, options?: RunOptions): Promise<Record<string, HostTensor>>;
  /** Waits for nothing: callers drain first. */
  close(): Promise<void>;
}
