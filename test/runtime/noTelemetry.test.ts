import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const model = pathToFileURL("models/synthetic-faces").pathname;

/** Opens a session in a process with a home of its own. @returns whether onnxruntime kept facts there, to send them. */
function keepsFacts(open: string): boolean {
  const home = mkdtempSync(join(tmpdir(), "semblance-home-"));
  const { CI: _ci, ORT_DISABLE_TELEMETRY: _off, ...environment } = process.env;
  const script = `
    import { readFileSync, readdirSync } from "node:fs";
    const version = readdirSync("${model}")[0];
    const bytes = readFileSync("${model}/" + version + "/decoder.onnx");
    ${open}
    process.exit(0);`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { ...environment, HOME: home, XDG_CACHE_HOME: join(home, ".cache") },
  });
  expect(run.stderr).toBe("");
  const kept = existsSync(join(home, ".cache", "Microsoft"));
  rmSync(home, { recursive: true, force: true });
  return kept;
}

describe.runIf(process.platform === "linux")("onnxruntime's telemetry", () => {
  it("is off in whatever opens a session here, and on where the library is used as it comes", () => {
    const ours =
      'const { openSession } = await import("./dist/runtime/index.js"); await openSession(bytes, { device: "cpu" });';
    const theirs =
      'const { InferenceSession } = await import("onnxruntime-node"); await InferenceSession.create(bytes);';
    expect([keepsFacts(ours), keepsFacts(theirs)]).toEqual([false, true]);
  });
});
