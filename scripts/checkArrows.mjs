// Holds the arrows between the rooms (folders) of src: who may import whom, which room owns which package, what a room
// must never load even through others, and no cycles between files. The table is arrows.json.
//   node scripts/checkArrows.mjs [folder that holds src]
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { cyclesIn } from "./habits/cyclesIn.mjs";
import { filesUnder, isSource } from "./habits/filesUnder.mjs";
import { importsOf } from "./habits/importsOf.mjs";
import { report } from "./habits/report.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const src = join(process.argv[2] ?? join(here, ".."), "src");
const table = JSON.parse(readFileSync(join(here, "arrows.json"), "utf8"));

const files = filesUnder(src).filter(isSource);
const known = new Set(files);
const problems = [];
/** Edges between files, and from files to packages, that exist when the program runs. */
const loads = new Map(files.map((file) => [file, []]));
/** Edges between files for the search for cycles. Types are erased, and another process starts anew. */
const needs = new Map(files.map((file) => [file, []]));

const roomOf = (file) => (file.includes("/") ? file.slice(0, file.indexOf("/")) : undefined);
const matches = (target, pattern) =>
  pattern.endsWith("/*")
    ? target.startsWith(pattern.slice(0, -1))
    : target === pattern || target.startsWith(`${pattern}/`);

for (const file of files) {
  const room = roomOf(file);
  const rule = room === undefined ? undefined : table.rooms[room];
  if (room !== undefined && rule === undefined) {
    problems.push(`src/${file}:1: the room "${room}" is not in scripts/arrows.json`);
    continue;
  }
  for (const { target, line, how } of importsOf(readFileSync(join(src, file), "utf8"))) {
    const problem = (text) => problems.push(`src/${file}:${line}: ${text}`);
    if (target.startsWith(".")) {
      const to = fileOf(posix.join(posix.dirname(file), target));
      if (to === undefined) {
        if (how !== "spawn") problem(`"${target}" leads to no source file under src`);
        continue;
      }
      if (how !== "type") loads.get(file).push(to);
      if (how === "static" || how === "dynamic") needs.get(file).push(to);
      const toRoom = roomOf(to);
      const allowed =
        toRoom === room ||
        rule === undefined ||
        rule.imports.includes(toRoom) ||
        (how === "type" && rule.types?.includes(toRoom));
      if (!allowed)
        problem(`${room} may not import ${toRoom ?? "the root of src"} ("${target}")${remedy(rule, toRoom)}`);
    } else {
      if (how !== "type") loads.get(file).push(target);
      if (rule?.packages && !isBuiltin(target) && !rule.packages.some((pattern) => matches(target, pattern)))
        problem(`${room} may not import the package "${target}"; it may import ${rule.packages.join(", ") || "none"}`);
      for (const [pattern, rooms] of Object.entries(table.packages))
        if (room !== undefined && matches(target, pattern) && !rooms.includes(room))
          problem(`${room} may not import "${target}": only ${rooms.join(", ")} may`);
    }
  }
}

for (const [room, patterns] of Object.entries(table.unreachable)) {
  const seen = new Map(files.filter((file) => roomOf(file) === room).map((file) => [file, [file]]));
  for (const [file, path] of seen)
    for (const target of loads.get(file)) {
      const pattern = patterns.find((candidate) => matches(target, candidate));
      if (pattern !== undefined)
        problems.push(
          `src/${path[0]}:1: ${room} must never load ${pattern}, and does: ${[...path, target].join(" -> ")}`,
        );
      else if (known.has(target) && !seen.has(target)) seen.set(target, [...path, target]);
    }
}

for (const cycle of cyclesIn(needs)) problems.push(`src/${cycle[0]}:1: cycle of imports: ${cycle.join(" -> ")}`);

report("arrows", problems, `${files.length} files keep them`);

function fileOf(path) {
  const stem = path.replace(/\.(m?)js$/, ".$1ts");
  return [stem, stem.replace(/\.ts$/, ".tsx"), path].find((candidate) => known.has(candidate));
}

function isBuiltin(target) {
  return target.startsWith("node:");
}

function remedy(rule, room) {
  if (rule.types?.includes(room)) return `, only its types (import type)`;
  return `; it may import ${rule.imports.join(", ") || "no other room"}`;
}
