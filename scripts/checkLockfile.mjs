// Keeps package-lock.json installable everywhere: every optional dependency (the per-platform binaries) is in it, no
// entry names the registry it came from, there is one copy of graphql, and known-bad versions stay out.
//   node scripts/checkLockfile.mjs [package-lock.json]
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./habits/report.mjs";

/** Lowest versions, with the reason. */
const floors = {
  // Below, a GET with a crafted Content-Type passed the protection against cross-site requests (GHSA-9q82-xgwf-vj6h).
  "@apollo/server": [5, 5, 0],
  // Below, the bundled image library is open to crafted images (GHSA-f88m-g3jw-g9cj).
  sharp: [0, 35, 0],
  // Below, ending a process that has an open session aborts it.
  "onnxruntime-node": [1, 24, 1],
};

const path = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "package-lock.json");
const { packages } = JSON.parse(readFileSync(path, "utf8"));
const problems = [];

for (const [place, entry] of Object.entries(packages)) {
  // npm 11 and 12 refuse such a file in `npm ci`, npm 10 accepts it and leaves other platforms without the binary.
  for (const name of Object.keys(entry.optionalDependencies ?? {}))
    if (!resolves(place, name))
      problems.push(`${place || "package.json"}: optional dependency "${name}" is not locked`);
  if (entry.resolved !== undefined && !entry.link)
    problems.push(`${place}: names its registry in "resolved"; run npm with --omit-lockfile-registry-resolved`);
  if (place !== "" && !entry.link && entry.integrity === undefined) problems.push(`${place}: has no integrity hash`);
}

const copies = Object.keys(packages).filter((place) => /(^|\/)node_modules\/graphql$/.test(place));
if (copies.length !== 1)
  problems.push(`graphql must be installed exactly once, found ${copies.length}: ${copies.join(", ") || "none"}`);

for (const [name, floor] of Object.entries(floors))
  for (const [place, entry] of Object.entries(packages))
    if (place.endsWith(`node_modules/${name}`) && isBelow(entry.version, floor))
      problems.push(`${place}: ${entry.version} is below ${floor.join(".")}`);

report("lockfile", problems, `${Object.keys(packages).length - 1} packages, complete for every platform`);

/** Node's lookup: the package's own node_modules, then those of the folders above. */
function resolves(place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${from ? `${from}/` : ""}node_modules/${name}`] !== undefined) return true;
    if (from === "") return false;
  }
}

function isBelow(version, floor) {
  const parts = version.split(/[.-]/).map(Number);
  const at = floor.findIndex((least, i) => parts[i] !== least);
  return at !== -1 && parts[at] < floor[at];
}
