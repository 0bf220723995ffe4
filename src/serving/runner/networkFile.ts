import type { DeviceChoice } from "../../runtime/device.js";

/** A network of a bundle, as a runner is given it. */
export interface NetworkFile {
  /** Absolute path of the ONNX file. */
  readonly path: string;
  /** Lower-case hexadecimal digest the file must have when it is loaded. */
  readonly sha256: string;
}

/** What a runner loads, and on what. */
export interface RunnerPlan {
  readonly networks: Readonly<Record<string, NetworkFile>>;
  readonly device: DeviceChoice;
  /** Threads of one run; runners times threads must not exceed the cores, or they take them from each other. */
  readonly threads: number;
  /** Memory that the process may hold, in bytes; when it holds more it is replaced. Default: no limit. */
  readonly memoryLimit?: number | undefined;
}
