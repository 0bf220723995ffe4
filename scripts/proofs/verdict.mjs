/**
 * Ends a proof: what it found wrong in words on stderr, one line of JSON on stdout, and exit status 1 when something was wrong.
 * @param {string} proof its name. @param {Record<string, unknown>} figures @param {string[]} problems
 */
export function verdict(proof, figures, problems) {
  for (const problem of problems.slice(0, 20)) console.error(problem);
  console.log(JSON.stringify({ proof, passed: problems.length === 0, problems: problems.length, ...figures }));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
