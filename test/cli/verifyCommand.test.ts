import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeBundle } from "../../src/bundle/index.js";
import { verifyCommand } from "../../src/cli/verifyCommand.js";
import { sampleDraft } from "../bundle/sampleBundle.js";
import { runCommand } from "../support/runCommand.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "semblance-verify-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const verify = (dir: string) => runCommand(verifyCommand(), dir);

describe("semblance verify", () => {
  it("says what it checked in a sound bundle", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    const { out, err, exitCode } = await verify(dir);
    expect(out).toMatch(/^sample 1 is sound\n {2}digest {6}[0-9a-f]{64}\n/);
    expect(out).toContain("6 files");
    expect(out).toContain("3 classes (surprise, fear, neutral), 18 encodings");
    expect([err, exitCode]).toEqual(["", 0]);
  });

  it("exits with 1 and the reason when a bundle is refused", async () => {
    const { dir } = await writeBundle(root, sampleDraft());
    await truncate(join(dir, "decoder.onnx"), 100);
    const { out, err, exitCode } = await verify(dir);
    expect(err).toContain("BUNDLE_HASH_MISMATCH: Expected decoder.onnx to have bytes");
    expect([out, exitCode]).toEqual(["", 1]);
  });
});
