import { createHash, randomBytes } from "node:crypto";

const PATTERN = /^semblance_([0-9a-f]{12})_([\w-]{43})$/;

/** The parts of an API key. */
export interface ApiKey {
  /** Shown in lists and logs. */
  readonly id: string;
  /** 32 random bytes in base64url, shown once. */
  readonly secret: string;
}

export function newApiKey(): ApiKey {
  return { id: randomBytes(6).toString("hex"), secret: randomBytes(32).toString("base64url") };
}

/** The key as it is sent. Its beginning lets scanners of source code find one that was committed. */
export function apiKeyText({ id, secret }: ApiKey): string {
  return `semblance_${id}_${secret}`;
}

/** @returns undefined when the text is no API key. */
export function parseApiKey(text: string): ApiKey | undefined {
  const [, id, secret] = PATTERN.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

/** SHA-256, hexadecimal. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
