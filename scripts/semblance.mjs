#!/usr/bin/env node
/**
 * The program `semblance`. In a checkout it first builds what is missing or older than its sources (a third of a second, and half a second for the page), so that
 * `npm start` is right after every change; an installed package has no sources and runs what it has.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "dist", "cli", "main.js");

if (existsSync(join(root, "tsconfig.build.json"))) {
  if (outdated()) build();
  const { buildStudio } = await import("./buildStudio.mjs");
  await buildStudio();
}
await import(pathToFileURL(main).href);

function build() {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const tsc = join(typescript, "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function outdated() {
  if (!existsSync(main)) return true;
  const built = statSync(main).mtimeMs;
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/^studio[\\/]/.test(name))
    .some((name) => statSync(join(root, "src", name)).mtimeMs > built);
}
