import { DEVICE_CHOICES, type DeviceChoice } from "../../runtime/device.js";

export { DEVICE_CHOICES };

/** How models are served. Times in milliseconds. */
export interface ServingSettings {
  readonly device: DeviceChoice;
  /** Threads of one run of one model. */
  readonly threads: number;
  /** Rows that may wait per network. */
  readonly queueCapacity: number;
  /** From a row's submission to its answer. */
  readonly deadlineMs: number;
  /** Of one run of one batch, before the runner counts as hung. */
  readonly runTimeoutMs: number;
  /** Of opening the networks, and of each first run of a shape: a GPU searches for algorithms then. */
  readonly startTimeoutMs: number;
  /** Memory that a runner process may hold, in bytes. Default: no limit. */
  readonly memoryLimit?: number | undefined;
  /** Wait between attempts to start a runner that kept ending. */
  readonly restartCoolDownMs: number;
}

/** What fits a server that nobody tuned. */
export const DEFAULT_SERVING: Omit<ServingSettings, "device" | "threads"> = {
  queueCapacity: 512,
  deadlineMs: 20_000,
  runTimeoutMs: 20_000,
  startTimeoutMs: 120_000,
  restartCoolDownMs: 60_000,
};
