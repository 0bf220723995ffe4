import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeBundle } from "../../src/bundle/index.js";
import { verifyCommand } from "../../src/cli/verifyCommand.js";
import { sampleDraft } from "../bundle/sampleBundle.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "semblance-verify-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function verify(dir: string): Promise<{ out: string; err: string; exitCode: number }> {
  const result = { out: "", err: "", exitCode: 0 };
  const command = verifyCommand()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        result.out += text;
      },
      writeErr: (text) => {
        result.err += text;
      },
    });
  try {
    await command.parseAsync([dir], { from: "user" });
  } catch (error) {
    result.exitCode = (error as { exitCode: number }).exitCode;
  }
  return result;
}

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
