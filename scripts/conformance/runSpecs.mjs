// Runs a bundle of specs under jasmine and tells the outcome of every one.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Loads the bundle, runs all its specs in order and returns { file, name, passed, reason } of each. */
export async function runSpecs(bundle, { filter } = {}) {
  const jasmineRequire = require("jasmine-core");
  const jasmine = jasmineRequire.boot(jasmineRequire);
  const environment = jasmine.getEnv();
  environment.configure({ random: false });
  const files = new Map();
  for (const declare of ["it", "fit", "xit"]) {
    const original = globalThis[declare];
    globalThis[declare] = (...parameters) => {
      const spec = original(...parameters);
      files.set(spec.id, globalThis.conformanceFile);
      return spec;
    };
  }
  const outcomes = [];
  environment.addReporter({
    specDone({ id, fullName, status, failedExpectations }) {
      if (status === "excluded") return;
      const reason = failedExpectations.map(({ message }) => message).join(" | ");
      outcomes.push({ file: files.get(id), name: fullName, status, reason });
    },
  });
  require(bundle);
  if (filter) environment.configure({ specFilter: (spec) => filter.test(spec.getFullName()) });
  await new Promise((resolve) => {
    environment.addReporter({ jasmineDone: resolve });
    environment.execute();
  });
  return outcomes;
}
