// Turns the outcomes of specs into the figures of the report.

/**
 * Judges every spec that the control, TensorFlow.js's own processor backend, has. A spec passed, failed, or is out of scope for a reason
 * that the table gives; one that ran on the control only has failed. Throws where the control fails or the table names what does not exist.
 */
export function judge(control, outcomes, outOfScope) {
  const found = new Map();
  for (const outcome of withKeys(outcomes)) found.set(outcome.key, outcome);
  const used = new Set();
  const verdicts = withKeys(control).map(({ file, name, status, key, reason }) => {
    if (status === "failed") throw new Error(`${file}: "${name}" fails on TensorFlow.js's own backend: ${reason}`);
    if (status === "pending")
      return { file, name, verdict: "out of scope", reason: "switched off by TensorFlow.js (xit)" };
    const outcome = found.get(key);
    const exempt = outOfScope.find((entry) => covers(entry, file, name));
    if (exempt) {
      used.add(exempt);
      return { file, name, verdict: "out of scope", passes: outcome?.status === "passed", reason: exempt.reason };
    }
    if (!outcome) return { file, name, verdict: "failed", reason: "did not run on this backend" };
    const verdict = outcome.status === "passed" ? "passed" : "failed";
    return { file, name, verdict, onHost: outcome.onHost, reason: outcome.reason };
  });
  return { verdicts, stale: outOfScope.filter((entry) => !used.has(entry)) };
}

/** How many specs have each verdict, in all and per file. */
export function count(verdicts) {
  const zero = () => ({ passed: 0, failed: 0, outOfScope: 0 });
  const total = zero();
  const files = new Map();
  for (const { file, verdict } of verdicts) {
    if (!files.has(file)) files.set(file, zero());
    const field = verdict === "out of scope" ? "outOfScope" : verdict;
    files.get(file)[field]++;
    total[field]++;
  }
  return { total, files };
}

function covers(entry, file, name) {
  return entry.file === file && (entry.names === "all" || entry.names.includes(name));
}

/** Some names occur several times in a file: the key counts them. */
function withKeys(outcomes) {
  const seen = new Map();
  return outcomes.map((outcome) => {
    const named = `${outcome.file}: ${outcome.name}`;
    seen.set(named, (seen.get(named) ?? 0) + 1);
    return { ...outcome, key: `${named} #${seen.get(named)}` };
  });
}
