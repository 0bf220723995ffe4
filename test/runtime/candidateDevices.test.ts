import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { candidateDevices } from "../../src/runtime/candidateDevices.js";

describe("The devices that auto tries", () => {
  it("end with the processor, on every system", () => {
    for (const platform of ["linux", "darwin", "win32"] as const) expect(candidateDevices(platform).at(-1)).toBe("cpu");
  });

  it("include WebGPU on Linux when Vulkan's loader is there", () => {
    const folder = mkdtempSync(join(tmpdir(), "semblance-vulkan-"));
    writeFileSync(join(folder, "libvulkan.so.1"), "");
    expect(candidateDevices("linux", folder)).toEqual(["cuda", "webgpu", "cpu"]);
  });
});
