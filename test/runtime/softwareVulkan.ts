import { existsSync } from "node:fs";

/** Where distributions keep the manifest of SwiftShader, a Vulkan driver that runs on the processor; Chromium brings one. */
const MANIFESTS = [
  "/usr/lib/chromium/vk_swiftshader_icd.json",
  "/usr/lib64/chromium-browser/vk_swiftshader_icd.json",
  "/opt/google/chrome/vk_swiftshader_icd.json",
  "/usr/share/vulkan/icd.d/vk_swiftshader_icd.json",
];

/** The software Vulkan driver of this machine, or undefined. `VK_SWIFTSHADER` names another manifest. */
export function softwareVulkan(): string | undefined {
  if (process.platform !== "linux") return undefined;
  const loader = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"].some((folder) =>
    existsSync(`${folder}/libvulkan.so.1`),
  );
  return loader
    ? [process.env.VK_SWIFTSHADER ?? "", ...MANIFESTS].find((path) => path !== "" && existsSync(path))
    : undefined;
}
