import type { DataProblem } from "./dataProblem.js";

/** `file:line: CODE message` on one line, as compilers write it. */
export function describeProblem({ file, line, code, message }: DataProblem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${code} ${message}`;
}
