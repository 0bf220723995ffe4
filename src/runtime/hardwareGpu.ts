import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename, join } from "node:path";

/** Kernel drivers of virtual displays, which have render nodes without a GPU that Vulkan could use. */
const VIRTUAL = new Set([
  "vgem",
  "vkms",
  "virtio-pci",
  "virtio_gpu",
  "bochs-drm",
  "cirrus",
  "hyperv_drm",
  "vmwgfx",
  "simple-framebuffer",
]);

/** Vulkan drivers that compute on the processor: Mesa's llvmpipe (lavapipe), SwiftShader, and the loader's mock. */
const SOFTWARE = /lvp|lavapipe|llvmpipe|swiftshader|mock/i;

const MANIFEST_FOLDERS = [
  "etc/vulkan/icd.d",
  "usr/share/vulkan/icd.d",
  "usr/local/share/vulkan/icd.d",
  "usr/local/etc/vulkan/icd.d",
];

/** Whether this Linux machine has a GPU of its own: a device node that a GPU's kernel driver made. `root` is / but in tests. */
export function hasGpu(root = "/"): boolean {
  // NVIDIA's driver, also in containers; the GPU of the host under WSL 2.
  if (list(join(root, "dev")).some((name) => /^nvidia\d+$/.test(name) || name === "dxg")) return true;
  const nodes = list(join(root, "dev/dri")).filter((name) => name.startsWith("renderD"));
  return nodes.some((node) => !VIRTUAL.has(kernelDriver(join(root, "sys/class/drm", node, "device/driver"))));
}

function kernelDriver(link: string): string {
  try {
    return basename(readlinkSync(link));
  } catch {
    return "";
  }
}

/**
 * Whether Vulkan's loader finds a driver that is none of a software one: manifests named by the environment, or else in the loader's folders
 * (Vulkan-Loader, docs/LoaderDriverInterface.md, "Linux Driver Discovery").
 */
export function hasHardwareVulkan(environment: NodeJS.ProcessEnv = process.env, root = "/"): boolean {
  const named = environment.VK_DRIVER_FILES ?? environment.VK_ICD_FILENAMES;
  const manifests = named
    ? named.split(":").filter((path) => existsSync(path))
    : MANIFEST_FOLDERS.flatMap((folder) => list(join(root, folder)).map((name) => join(root, folder, name)));
  return manifests.some(
    (path) => path.endsWith(".json") && !SOFTWARE.test(basename(path)) && !SOFTWARE.test(contentOf(path)),
  );
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
