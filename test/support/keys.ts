import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKeyText, hashOfSecret, newApiKey } from "../../src/api/security/keys/apiKey.js";
import { type KeyEntry, writeKeys } from "../../src/api/security/keys/keyFile.js";

/** Writes a file of API keys. @returns its path and the keys, by name. */
export function keyFile(entries: Readonly<Record<string, Partial<KeyEntry>>>): {
  path: string;
  keys: Record<string, string>;
} {
  const path = join(mkdtempSync(join(tmpdir(), "semblance-keys-")), "keys.json");
  const keys: Record<string, string> = {};
  const list = Object.entries(entries).map(([name, more]): KeyEntry => {
    const key = newApiKey();
    keys[name] = apiKeyText(key);
    return {
      id: key.id,
      name,
      sha256: hashOfSecret(key.secret),
      scopes: [],
      createdAt: "2026-01-01T00:00:00Z",
      ...more,
    };
  });
  writeKeys(path, list);
  return { path, keys };
}
