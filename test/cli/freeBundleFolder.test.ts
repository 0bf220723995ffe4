import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freeBundleFolder } from "../../src/cli/freeBundleFolder.js";

describe("The folder of a bundle that was given none", () => {
  it("is named after the data and the preset, with the first version that is free", () => {
    const root = mkdtempSync(join(tmpdir(), "semblance-folder-"));
    expect(freeBundleFolder("rafdb:/data/raf", "quick", root)).toBe(join(root, "rafdb-quick", "1"));
    mkdirSync(join(root, "rafdb-quick", "1"), { recursive: true });
    mkdirSync(join(root, "rafdb-quick", "2"));
    expect(freeBundleFolder("rafdb:/data/raf", "quick", root)).toBe(join(root, "rafdb-quick", "3"));
  });
});
