export type { SessionOptions } from "./createSession.js";
export { DEVICE_CHOICES, type Device, type DeviceChoice } from "./device.js";
export { DeviceUnavailableError } from "./deviceUnavailableError.js";
export { openProgram, RunningProgram } from "./runningProgram.js";
export { openSession, Session } from "./session.js";
export { StateStore } from "./stateStore.js";
export { SynchronousSession } from "./synchronousSession.js";
