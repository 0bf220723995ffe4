import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { KeyFileError } from "../../errors/keyFileError.js";
import { SCOPES } from "../scopes.js";

const entry = z.strictObject({
  /** The visible part of the key, by which it is found, named in logs and revoked. */
  id: z.string().regex(/^[0-9a-f]{12}$/),
  /** Who has it. */
  name: z.string().min(1).max(100),
  /** SHA-256 of the secret part, hexadecimal. The secret has 256 random bits: there is nothing to guess that a slower hash would protect. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(SCOPES)),
  imagesPerMinute: z.number().int().min(1).optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
});

const file = z.strictObject({ format: z.literal("semblance-keys"), version: z.literal(1), keys: z.array(entry) });

/** One API key as it is kept: never the secret. */
export type KeyEntry = z.infer<typeof entry>;

/** Reads the keys of a file. @param absent what a file that does not exist holds; left out, it must exist. @throws KeyFileError */
export function readKeys(path: string, absent?: readonly KeyEntry[]): readonly KeyEntry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && absent) return absent;
    throw new KeyFileError(path, code === "ENOENT" ? 'there is none; "semblance keys create" makes one' : message);
  }
  const parsed = file.safeParse(jsonOf(text));
  if (!parsed.success) throw new KeyFileError(path, z.prettifyError(parsed.error).replaceAll("\n", " "));
  return parsed.data.keys;
}

/** Writes keys, readable by their owner only; a reader sees the old file or the new one, never a part. */
export function writeKeys(path: string, keys: readonly KeyEntry[]): void {
  const text = `${JSON.stringify({ format: "semblance-keys", version: 1, keys }, undefined, 2)}\n`;
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, text, { mode: 0o600, flush: true });
  renameSync(beside, path);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
