import { timingSafeEqual } from "node:crypto";
import { statSync } from "node:fs";
import type { Logger } from "pino";
import type { Principal } from "../principal.js";
import { hashOfSecret, parseApiKey } from "./apiKey.js";
import { type KeyEntry, readKeys } from "./keyFile.js";

/** How old what is known of the file may be, in milliseconds: a revoked key ends within this time. */
const FRESH_MS = 1000;

/** The API keys of a file, which may change while the server runs. */
export class KeyStore {
  readonly #path: string;
  readonly #log: Logger;
  readonly #imagesPerMinute: number | undefined;
  #keys = new Map<string, KeyEntry>();
  #version = "";
  #looked = 0;

  /** @param imagesPerMinute the quota of keys that have none of their own. @throws KeyFileError */
  constructor(path: string, log: Logger, imagesPerMinute?: number) {
    this.#path = path;
    this.#log = log;
    this.#imagesPerMinute = imagesPerMinute;
    this.#read();
  }

  /** @returns whose key this is; undefined when it is none, wrong, revoked or expired. */
  principal(text: string): Principal | undefined {
    const key = parseApiKey(text);
    if (!key) return undefined;
    const entry = this.#entry(key.id);
    const hash = hashOfSecret(key.secret);
    // Compared also when there is no such key: how long an answer takes tells nothing.
    const right = timingSafeEqual(Buffer.from(hash, "hex"), Buffer.from(entry?.sha256 ?? "0".repeat(64), "hex"));
    if (!entry || !right || !isInForce(entry)) return undefined;
    return {
      id: `key:${entry.id}`,
      scopes: new Set(entry.scopes),
      imagesPerMinute: entry.imagesPerMinute ?? this.#imagesPerMinute,
      valid: () => {
        const now = this.#entry(entry.id);
        return now !== undefined && now.sha256 === entry.sha256 && isInForce(now);
      },
    };
  }

  #entry(id: string): KeyEntry | undefined {
    const now = performance.now();
    if (now - this.#looked > FRESH_MS) this.#refresh();
    return this.#keys.get(id);
  }

  #refresh(): void {
    try {
      if (versionOf(this.#path) !== this.#version) this.#read();
      this.#looked = performance.now();
    } catch (error) {
      // Whoever edits the file badly must not lock everybody out; the keys that were known stay.
      this.#looked = performance.now();
      this.#log.error({ err: error }, "The file of API keys cannot be read; the keys read before stay in force");
    }
  }

  #read(): void {
    const keys = readKeys(this.#path);
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.#version = versionOf(this.#path);
    this.#looked = performance.now();
  }
}

function versionOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs} ${size} ${ino}`;
}

function isInForce({ revokedAt, expiresAt }: KeyEntry): boolean {
  return revokedAt === undefined && (expiresAt === undefined || Date.parse(expiresAt) > Date.now());
}
