// Runs TensorFlow.js's own specs on the compiled backend and prints passed, failed and out of scope per spec file, what failed and why, a
// total line and one line of JSON. Needs a build. Fails where less than 97 % of what is in scope passes.
//   node scripts/conformanceTfjs.mjs [part of a spec file's name ...]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { specFiles } from "./conformance/bundleSpecs.mjs";
import { count, judge } from "./conformance/judge.mjs";

const enough = 0.97;
const require = createRequire(import.meta.url);
const parts = process.argv.slice(2);
const files = specFiles().filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
if (files.length === 0) throw new Error(`Expected part of a spec file's name, got ${parts.join(", ")}.`);

const table = require("./conformance/outOfScope.json").filter(({ file }) => files.includes(file));
const { verdicts, stale } = judge(outcomesOn("cpu"), outcomesOn("compiled"), table);
for (const { file } of stale) throw new Error(`scripts/conformance/outOfScope.json: no spec of ${file} is covered.`);

const { total, files: perFile } = count(verdicts);
const row = (name, { passed, failed, outOfScope }) =>
  name.padEnd(48) + [passed, failed, outOfScope].map((cell) => String(cell).padStart(14)).join("");
console.log("spec file".padEnd(48) + ["passed", "failed", "out of scope"].map((head) => head.padStart(14)).join(""));
for (const [file, counts] of perFile) console.log(row(file, counts));
for (const { file, name, verdict, reason } of verdicts)
  if (verdict === "failed") console.log(`failed: ${file}: ${name}: ${reason.slice(0, 300)}`);
console.log(row("total", total));
const inScope = total.passed + total.failed;
const share = inScope === 0 ? 1 : total.passed / inScope;
console.log(
  JSON.stringify({
    tensorflowjs: require("@tensorflow/tfjs-core/package.json").version,
    specs: verdicts.length,
    inScope,
    ...total,
    passedWithHostKernels: verdicts.filter(({ verdict, onHost }) => verdict === "passed" && onHost).length,
    outOfScopeButPassing: verdicts.filter(({ passes }) => passes).length,
    passedShare: Number(share.toFixed(4)),
  }),
);
process.exitCode = share < enough ? 1 : 0;

/** Runs the specs on a backend in a program of its own. */
function outcomesOn(backend) {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  const path = join(folder, "outcomes.json");
  const program = fileURLToPath(new URL("conformance/specProgram.mjs", import.meta.url));
  try {
    const { status, signal, stderr } = spawnSync(process.execPath, [program, backend, path, ...files], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (status !== 0)
      throw new Error(`The specs did not run on ${backend} (${signal ?? `exit code ${status}`}): ${stderr}`);
    return JSON.parse(readFileSync(path, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
