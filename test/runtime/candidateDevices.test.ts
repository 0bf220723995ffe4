import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { candidateDevices } from "../../src/runtime/candidateDevices.js";

/** A machine made of empty files. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "semblance-machine-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function add(path: string, content = ""): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  return join(root, path);
}

const addLoader = () => add("usr/lib/x86_64-linux-gnu/libvulkan.so.1");
const addDriver = (name: string, library: string) =>
  add(`usr/share/vulkan/icd.d/${name}_icd.x86_64.json`, JSON.stringify({ ICD: { library_path: library } }));
const addSoftware = () => addDriver("lvp", "libvulkan_lvp.so");
const addRadeon = () => addDriver("radeon", "libvulkan_radeon.so");

function addRenderNode(kernelDriver: string): void {
  add("dev/dri/renderD128");
  mkdirSync(join(root, "sys/class/drm/renderD128/device"), { recursive: true });
  symlinkSync(`../../../../bus/pci/drivers/${kernelDriver}`, join(root, "sys/class/drm/renderD128/device/driver"));
}

const tried = (environment: NodeJS.ProcessEnv = {}) => candidateDevices("linux", environment, root);
const WITH_WEBGPU = ["cuda", "webgpu", "cpu"];
const WITHOUT = ["cuda", "cpu"];

describe("The devices that auto tries", () => {
  it("end with the processor, on every system", () => {
    for (const platform of ["linux", "darwin", "win32"] as const) expect(candidateDevices(platform).at(-1)).toBe("cpu");
  });

  it("include WebGPU on Linux where Vulkan's loader, a GPU and a driver for one are", () => {
    addLoader();
    addSoftware();
    addRadeon();
    addRenderNode("amdgpu");
    expect(tried()).toEqual(WITH_WEBGPU);
  });

  it("include WebGPU with NVIDIA's driver in a container, and under WSL", () => {
    const loader = addLoader();
    addDriver("nvidia", "libGLX_nvidia.so.0");
    const node = add("dev/nvidia0");
    expect(tried()).toEqual(WITH_WEBGPU);
    rmSync(node);
    expect(tried()).toEqual(WITHOUT);
    add("dev/dxg");
    expect(tried()).toEqual(WITH_WEBGPU);
    rmSync(loader);
    expect(tried()).toEqual(WITHOUT);
    expect(tried({ LD_LIBRARY_PATH: dirname(add("opt/libvulkan.so.1")) })).toEqual(WITH_WEBGPU);
  });

  it("leave WebGPU out where every Vulkan driver would run on the processor", () => {
    addLoader();
    addRenderNode("amdgpu");
    expect(tried()).toEqual(WITHOUT);
    addSoftware();
    expect(tried()).toEqual(WITHOUT);
    const swiftShader = add("chrome/icd.json", JSON.stringify({ ICD: { library_path: "./libvk_swiftshader.so" } }));
    const radeon = addRadeon();
    for (const name of ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"]) {
      expect(tried({ [name]: swiftShader })).toEqual(WITHOUT);
      expect(tried({ [name]: `${swiftShader}:${radeon}` })).toEqual(WITH_WEBGPU);
    }
  });

  it("leave WebGPU out where drivers are installed and there is no GPU for them", () => {
    addLoader();
    addSoftware();
    addRadeon();
    expect(tried()).toEqual(WITHOUT);
    addRenderNode("virtio-pci");
    expect(tried()).toEqual(WITHOUT);
  });
});
