import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { listBundles, readBundle } from "../../../dist/bundle/index.js";
import { between, pick } from "../random.mjs";

/**
 * Flips one bit of one file at a time in a copy of the first bundle of a folder, and reads the bundle as a server does before it
 * loads it. Half of the flips are in the manifest, the smallest file and the one that vouches for the others.
 */
export async function flipBits(models, flips, random) {
  const copy = mkdtempSync(join(tmpdir(), "semblance-flips-"));
  const byCode = {};
  const accepted = [];
  try {
    if (flips > 0) cpSync((await listBundles(models))[0].dir, copy, { recursive: true });
    const files = readdirSync(copy, { recursive: true, encoding: "utf8" })
      .map((name) => join(copy, name))
      .filter((path) => statSync(path).isFile());
    for (let i = 0; i < flips; i++) {
      const path = i % 2 === 0 ? join(copy, "manifest.json") : pick(random, files);
      const sound = readFileSync(path);
      const [byte, bit] = [between(random, 0, sound.length - 1), between(random, 0, 7)];
      const flipped = Buffer.from(sound);
      flipped[byte] ^= 1 << bit;
      writeFileSync(path, flipped);
      try {
        await readBundle(copy);
        accepted.push(`bit ${bit} of byte ${byte} of ${relative(copy, path)} flipped`);
      } catch (error) {
        byCode[error.code] = (byCode[error.code] ?? 0) + 1;
        if (!/^BUNDLE_/.test(error.code)) accepted.push(`an error without a type (${error})`);
      }
      writeFileSync(path, sound);
    }
    // Refusing everything would pass as well.
    if (flips > 0) await readBundle(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return { refused: flips - accepted.length, byCode, accepted };
}
