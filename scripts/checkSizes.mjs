// Keeps files short and folders explained: prints how long the source files are, per folder, and fails when one has
// more than 300 lines, when the median exceeds 80, or when a room (a folder directly under src) has no README.md.
//   node scripts/checkSizes.mjs [folder that holds src]
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { filesUnder, isSource } from "./habits/filesUnder.mjs";
import { report } from "./habits/report.mjs";

const longest = 300;
const longestMedian = 80;

const src = join(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), ".."), "src");
const everything = filesUnder(src);
// What a program writes, nobody has to read in one go.
const written = everything.filter((file) => isSource(file) && !file.includes("/generated/"));
const sizes = written.map((file) => {
  const text = readFileSync(join(src, file), "utf8");
  return { file, folder: posix.dirname(file), lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) };
});
const quantile = (list, q) => {
  const sorted = list.map((entry) => entry.lines).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
};
const total = (list) => list.reduce((sum, entry) => sum + entry.lines, 0);
const row = (name, list) =>
  [name.padEnd(28), list.length, total(list), quantile(list, 0.5), quantile(list, 0.9), quantile(list, 1)]
    .map((cell) => String(cell).padStart(7))
    .join("");

console.log("folder".padEnd(28) + ["files", "lines", "median", "p90", "max"].map((head) => head.padStart(7)).join(""));
const folders = [...new Set(sizes.map((entry) => entry.folder))].sort();
for (const folder of folders)
  console.log(
    row(
      folder,
      sizes.filter((entry) => entry.folder === folder),
    ),
  );
console.log(row("all", sizes));

const problems = sizes
  .filter((entry) => entry.lines > longest)
  .map((entry) => `src/${entry.file}: ${entry.lines} lines, more than ${longest}: give its parts their own files`);
const median = quantile(sizes, 0.5);
if (median > longestMedian) problems.push(`src: the median file has ${median} lines, more than ${longestMedian}`);
for (const room of new Set(everything.filter((path) => path.includes("/")).map((path) => path.split("/")[0])))
  if (!everything.includes(`${room}/README.md`)) problems.push(`src/${room}: has no README.md`);

report(
  "sizes",
  problems,
  `median ${median} lines, 90 % at most ${quantile(sizes, 0.9)}, longest ${quantile(sizes, 1)}`,
);
