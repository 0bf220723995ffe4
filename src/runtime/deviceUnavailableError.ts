import { SemblanceError } from "../errors/semblanceError.js";
import type { Device } from "./device.js";

/** A device was asked for by name and cannot run a model here. */
export class DeviceUnavailableError extends SemblanceError {
  constructor(device: Device, cause: unknown) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    super(
      "DEVICE_UNAVAILABLE",
      `Expected device "${device}" to run a model on this machine, but onnxruntime says: ${reason}. ` +
        'Use "auto" for the best device there is, "cpu" for the processor, or see docs/devices.md for what each needs.',
      { cause },
    );
  }
}
