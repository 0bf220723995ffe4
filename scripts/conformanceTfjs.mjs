// Runs TensorFlow.js's own operator specs on the compiled backend and reports per spec file. Needs a build.
//   node scripts/conformanceTfjs.mjs [--failures] [--grep NAME] [part of a file name ...]
import { rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bundleSpecs, specFiles } from "./conformance/bundleSpecs.mjs";
import { runSpecs } from "./conformance/runSpecs.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { failures: { type: "boolean" }, grep: { type: "string" }, out: { type: "string" } },
});
const files = specFiles().filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)));
const bundle = await bundleSpecs(files);
const outcomes = await runSpecs(bundle, values.grep ? { filter: new RegExp(values.grep) } : {});
rmSync(bundle);
const counts = {};
for (const o of outcomes) counts[o.status] = (counts[o.status] ?? 0) + 1;
if (values.out) writeFileSync(values.out, JSON.stringify(outcomes, null, 1));
if (values.failures)
  for (const o of outcomes)
    if (o.status !== "passed") console.log(`${o.file}: ${o.name}: ${o.status} ${o.reason.slice(0, 300)}`);
console.log(JSON.stringify(counts));
