/** Devices that a caller can ask for: `auto` is the best one that works. */
export const DEVICE_CHOICES = ["auto", "cpu", "webgpu", "cuda"] as const;
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];

/** Devices that a session can run on. */
export type Device = Exclude<DeviceChoice, "auto">;

/** What `auto` tries, best first. */
export const AUTO_ORDER: readonly Device[] = ["cuda", "webgpu", "cpu"];
