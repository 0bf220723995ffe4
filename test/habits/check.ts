import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const temporary: string[] = [];

/** Writes `files` (path → text) into a new folder that is removed after the tests, and returns the folder. */
export function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "semblance-habits-"));
  temporary.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs one of scripts/check*.mjs as a person or a CI run would; `output` is everything that it printed. */
export function check(name: string, ...args: string[]): { passed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${name}.mjs`, ...args], {
    encoding: "utf8",
  });
  return { passed: status === 0, output: stdout + stderr };
}

afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});
