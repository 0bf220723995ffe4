import { existsSync } from "node:fs";
import { join } from "node:path";
import { AUTO_ORDER, type Device } from "./device.js";

const LIBRARY_FOLDERS = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu"];

/**
 * What `auto` tries, best first. On Linux, WebGPU works through Vulkan: without its loader the attempt fails too, but prints a warning that
 * a user of the processor can do nothing with.
 */
export function candidateDevices(
  platform: NodeJS.Platform = process.platform,
  searchPath = process.env.LD_LIBRARY_PATH ?? "",
): readonly Device[] {
  if (platform !== "linux") return AUTO_ORDER;
  const folders = [
    ...LIBRARY_FOLDERS,
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    ...searchPath.split(":"),
  ];
  const hasVulkan = folders.some((folder) => folder !== "" && existsSync(join(folder, "libvulkan.so.1")));
  return AUTO_ORDER.filter((device) => device !== "webgpu" || hasVulkan);
}
