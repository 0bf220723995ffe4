import { createHmac, timingSafeEqual } from "node:crypto";
import { BadSignatureError } from "../errors/badSignatureError.js";
import { LinkExpiredError } from "../errors/linkExpiredError.js";

/** What a link means, in a fixed order; the first says what kind of link it is. */
export type LinkFields = readonly (string | number)[];

/** Signs links with HMAC-SHA256 over what they mean and when they expire, so that spelling (escapes, order) does not matter. */
export class UrlSigner {
  readonly #key: () => Buffer;
  #read: Buffer | undefined;

  /** @param key is asked for when it is first needed. */
  constructor(key: () => Buffer) {
    this.#key = key;
  }

  /** @param expiresAt seconds since 1970. @returns the query of the link. */
  query(fields: LinkFields, expiresAt: number): string {
    return `exp=${expiresAt}&sig=${this.#mac(fields, expiresAt).toString("base64url")}`;
  }

  /** @returns when the link expires, in seconds since 1970. @throws BadSignatureError, LinkExpiredError */
  check(fields: LinkFields, { exp, sig }: { exp?: unknown; sig?: unknown }, now = Date.now()): number {
    if (typeof exp !== "string" || typeof sig !== "string" || !/^\d{1,12}$/.test(exp)) throw new BadSignatureError();
    const expected = this.#mac(fields, Number(exp));
    const given = Buffer.from(sig, "base64url");
    // In constant time: how far a guess is right must not be told. The length is no secret.
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new BadSignatureError();
    if (Number(exp) * 1000 <= now) throw new LinkExpiredError(new Date(Number(exp) * 1000));
    return Number(exp);
  }

  #mac(fields: LinkFields, expiresAt: number): Buffer {
    this.#read ??= this.#key();
    return createHmac("sha256", this.#read)
      .update(JSON.stringify([...fields, expiresAt]))
      .digest();
  }
}
