// Keeps docs/errors.md and the code in step: every error code that src can raise has a row with meaning and remedy, and
// every row has a code that src can raise. A code is the first argument given to SemblanceError or to a class below it.
//   node scripts/checkErrors.mjs [folder that holds src and docs]
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCodesOf } from "./habits/errorCodesOf.mjs";
import { filesUnder, isSource } from "./habits/filesUnder.mjs";
import { report } from "./habits/report.mjs";

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..");
const src = join(root, "src");
const sources = filesUnder(src)
  .filter(isSource)
  .map((file) => ({ file: `src/${file}`, text: readFileSync(join(src, file), "utf8") }));
const { codes, problems } = errorCodesOf(sources);

const page = join(root, "docs/errors.md");
const rows = existsSync(page) ? readFileSync(page, "utf8").split("\n") : [];
const documented = new Map();
for (const [i, line] of rows.entries()) {
  const code = /^\| `([A-Z][A-Z0-9_]*)` \|/.exec(line)?.[1];
  if (code === undefined) continue;
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  if (documented.has(code)) problems.push(`docs/errors.md:${i + 1}: ${code} has two rows`);
  if (!cells[2] || !cells[3]) problems.push(`docs/errors.md:${i + 1}: ${code} lacks its meaning or its remedy`);
  documented.set(code, i + 1);
}

for (const [code, place] of codes)
  if (!documented.has(code)) problems.push(`${place}: ${code} has no row in docs/errors.md`);
for (const [code, line] of documented)
  if (!codes.has(code)) problems.push(`docs/errors.md:${line}: ${code} is raised nowhere in src`);

report("errors", problems, `${codes.size} codes, each documented`);
