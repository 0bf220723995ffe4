import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";

const FILE = "link.key";
const BYTES = 32;

/**
 * The key that signs links: the configured one, else the one in the data folder, made there once. Where nothing can be kept, one for the life of
 * this process: its links end with it.
 */
export function signingKey(configured: string | undefined, folder: string, log: Logger): Buffer {
  if (configured !== undefined) return Buffer.from(configured, "utf8");
  const path = join(folder, FILE);
  try {
    return readKey(path) ?? makeKey(folder, path);
  } catch (error) {
    log.warn({ err: error }, "The key that signs links cannot be kept; links end with this process");
    return randomBytes(BYTES);
  }
}

function readKey(path: string): Buffer | undefined {
  try {
    const key = readFileSync(path);
    return key.length === BYTES ? key : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function makeKey(folder: string, path: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}`;
  const key = randomBytes(BYTES);
  writeFileSync(own, key, { mode: 0o600 });
  try {
    // Fails when another process was first; then its key counts.
    linkSync(own, path);
    return key;
  } catch (error) {
    const there = readKey(path);
    if (!there) throw error;
    return there;
  } finally {
    rmSync(own, { force: true });
  }
}
