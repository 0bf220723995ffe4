/** Prints what a check found and ends the process with 1 when it found anything. */
export function report(name, problems, summary) {
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? `${name}: ${summary}` : `${name}: ${problems.length} problem(s)`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
