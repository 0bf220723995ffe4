// The program that runs specs: bundles files, runs all their specs in order under jasmine, and writes the outcome of each to a file.
// A program of its own because specs change TensorFlow.js's one engine, and because a crash must cost specs, not the report.
//   node scripts/conformance/specProgram.mjs BACKEND OUTCOMES FILE ...
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bundleSpecs } from "./bundleSpecs.mjs";

const require = createRequire(import.meta.url);
const [backend, outcomesPath, ...files] = process.argv.slice(2);
const bundle = await bundleSpecs(files, backend);

const jasmineRequire = require("jasmine-core");
const jasmine = jasmineRequire.boot(jasmineRequire);
const environment = jasmine.getEnv();
environment.configure({ random: false });

/** Which file declared each spec; the bundle notes a file's name before the file is loaded. */
const fileOf = new Map();
for (const declare of ["it", "fit", "xit"]) {
  const original = globalThis[declare];
  globalThis[declare] = (...parameters) => {
    const spec = original(...parameters);
    fileOf.set(spec.id, globalThis.conformanceFile);
    return spec;
  };
}
const outcomes = [];
environment.addReporter({
  specStarted() {
    globalThis.conformanceHostKernels = 0;
  },
  specDone({ id, fullName, status, failedExpectations }) {
    const reason = failedExpectations.map(({ message }) => message.split("\n")[0]).join(" | ");
    // Whether TensorFlow.js's processor backend computed any of it.
    const onHost = globalThis.conformanceHostKernels > 0;
    outcomes.push({ file: fileOf.get(id), name: nameOf(fullName), status, reason, onHost });
  },
  jasmineDone() {
    writeFileSync(outcomesPath, JSON.stringify(outcomes));
  },
});
// TensorFlow.js advises to install native bindings; this is about other ones.
console.warn = () => {};
require(bundle);
rmSync(bundle);
environment.execute();

/** A spec's name without the backend's, which TensorFlow.js puts after the suite's. */
function nameOf(fullName) {
  return fullName.replaceAll(` ${globalThis.conformanceBackend} {}`, "");
}
