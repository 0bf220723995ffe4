import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, plant } from "./check.js";

type Lockfile = { packages: Record<string, Record<string, unknown>> };

/** Checks a copy of the real lockfile after `change`. */
function checkChanged(change: (lock: Lockfile) => void) {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lockfile;
  change(lock);
  return check("checkLockfile", join(plant({ "package-lock.json": JSON.stringify(lock) }), "package-lock.json"));
}

describe("package-lock.json", () => {
  it("is complete, names no registry and keeps the floors", () => {
    const { passed, output } = check("checkLockfile");
    expect(output).not.toContain("problem");
    expect(passed).toBe(true);
  });

  const faults: [what: string, change: (lock: Lockfile) => void, reported: string][] = [
    [
      "a platform's binary is missing",
      ({ packages }) => delete packages["node_modules/@biomejs/cli-darwin-arm64"],
      'optional dependency "@biomejs/cli-darwin-arm64" is not locked',
    ],
    [
      "an entry names its registry",
      ({ packages }) => {
        packages["node_modules/zod"]!.resolved = "https://registry.example/zod.tgz";
      },
      'node_modules/zod: names its registry in "resolved"',
    ],
    [
      "an entry has no hash",
      ({ packages }) => delete packages["node_modules/zod"]!.integrity,
      "node_modules/zod: has no integrity hash",
    ],
    [
      "there are two copies of graphql",
      ({ packages }) => {
        packages["node_modules/graphql-ws/node_modules/graphql"] = packages["node_modules/graphql"]!;
      },
      "graphql must be installed exactly once, found 2",
    ],
    [
      "Apollo Server is too old",
      ({ packages }) => {
        packages["node_modules/@apollo/server"]!.version = "5.4.9";
      },
      "node_modules/@apollo/server: 5.4.9 is below 5.5.0",
    ],
    [
      "sharp is too old",
      ({ packages }) => {
        packages["node_modules/sharp"]!.version = "0.34.5";
      },
      "node_modules/sharp: 0.34.5 is below 0.35.0",
    ],
  ];

  it.each(faults)("is refused when %s", (_what, change, reported) => {
    const { passed, output } = checkChanged(change);
    expect(output).toContain(reported);
    expect(passed).toBe(false);
  });
});

describe("the installed packages", () => {
  it("are installed by npm 10 too, because no install script runs", () => {
    expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
  });
});
