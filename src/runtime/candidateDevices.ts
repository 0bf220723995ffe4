import { existsSync } from "node:fs";
import { join } from "node:path";
import { AUTO_ORDER, type Device } from "./device.js";
import { hasGpu, hasHardwareVulkan } from "./hardwareGpu.js";

const LIBRARY_FOLDERS = [
  "usr/lib",
  "usr/lib64",
  "usr/local/lib",
  "lib/x86_64-linux-gnu",
  "lib/aarch64-linux-gnu",
  "usr/lib/x86_64-linux-gnu",
  "usr/lib/aarch64-linux-gnu",
];

/**
 * What `auto` tries, best first. On Linux, WebGPU works through Vulkan, and is only tried where its loader, a driver and a GPU are: without them
 * the attempt prints warnings that a user of the processor can do nothing with, or takes a driver that imitates a GPU on the processor, which
 * is slower than the processor itself. `root` is / but in tests.
 */
export function candidateDevices(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  root = "/",
): readonly Device[] {
  if (platform !== "linux") return AUTO_ORDER;
  const folders = [
    ...LIBRARY_FOLDERS.map((folder) => join(root, folder)),
    ...(environment.LD_LIBRARY_PATH ?? "").split(":").filter(Boolean),
  ];
  const hasLoader = folders.some((folder) => existsSync(join(folder, "libvulkan.so.1")));
  const hasWebgpu = hasLoader && hasGpu(root) && hasHardwareVulkan(environment, root);
  return AUTO_ORDER.filter((device) => device !== "webgpu" || hasWebgpu);
}
