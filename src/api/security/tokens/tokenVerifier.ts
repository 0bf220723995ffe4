import { readFileSync } from "node:fs";
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { SettingsError } from "../../../config/index.js";
import { IdentityUnavailableError } from "../../errors/identityUnavailableError.js";
import type { Principal } from "../principal.js";
import { SCOPES, type Scope } from "../scopes.js";
import { jwksOfIssuer } from "./jwksOfIssuer.js";

/** Signatures of a private key that this server never has: a secret shared with the issuer would let the server make tokens. */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
/** Clocks may differ by this much, in seconds. */
const TOLERANCE_S = 5;
/** Of `jose`: the address of the keys answered with something else, too late, or with what is no set of keys. */
const UNAVAILABLE = new Set(["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID"]);
const PREFIX = "semblance:";

const claims = z.object({
  sub: z.string().min(1).max(256),
  exp: z.number(),
  scope: z.union([z.string(), z.array(z.string())]).optional(),
  scp: z.union([z.string(), z.array(z.string())]).optional(),
  images_per_minute: z.number().int().min(1).optional(),
});

/** Whose tokens, and for whom. */
export interface TokenSettings {
  /** As `iss` has it. */
  readonly issuer: string;
  /** As `aud` has it. */
  readonly audience: string;
  /** A file or an address of the issuer's JSON Web Key Set; undefined: the issuer is asked where it is. */
  readonly keys: string | undefined;
}

/** Reads bearer tokens (JWT, RFC 7519) of one issuer. */
export class TokenVerifier {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #key: JWTVerifyGetKey;
  readonly #imagesPerMinute: number | undefined;

  /** @throws SettingsError when a local file of keys cannot be read. */
  constructor({ issuer, audience, keys }: TokenSettings, imagesPerMinute?: number) {
    this.#issuer = issuer;
    this.#audience = audience;
    this.#key = keys === undefined ? jwksOfIssuer(issuer) : keysAt(keys);
    this.#imagesPerMinute = imagesPerMinute;
  }

  /**
   * @returns whose token this is; undefined when it is not one of this issuer for this audience that is in force.
   * @throws IdentityUnavailableError
   */
  async principal(token: string): Promise<Principal | undefined> {
    let payload: JWTPayload;
    try {
      const verified = await jwtVerify(token, this.#key, {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_S,
        requiredClaims: ["exp", "sub"],
      });
      payload = verified.payload;
    } catch (error) {
      // What is wrong with the token is the sender's; that the issuer's keys cannot be had is not.
      if (error instanceof errors.JOSEError && !UNAVAILABLE.has(error.code)) return undefined;
      throw new IdentityUnavailableError(error);
    }
    const read = claims.safeParse(payload);
    if (!read.success) return undefined;
    const { sub, exp, scope, scp, images_per_minute } = read.data;
    return {
      id: `token:${this.#issuer}#${sub}`,
      scopes: scopesOf(scope ?? scp),
      imagesPerMinute: images_per_minute ?? this.#imagesPerMinute,
      valid: () => Date.now() < (exp + TOLERANCE_S) * 1000,
    };
  }
}

/** Names as they are, or behind `semblance:` where an issuer serves several applications; names of others are passed over. */
function scopesOf(claim: string | readonly string[] | undefined): ReadonlySet<Scope> {
  const names = typeof claim === "string" ? claim.split(" ") : (claim ?? []);
  const own = names.map((name) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name));
  return new Set(SCOPES.filter((scope) => own.includes(scope)));
}

function keysAt(jwks: string): JWTVerifyGetKey {
  if (/^https?:/.test(jwks)) return createRemoteJWKSet(new URL(jwks));
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(jwks, "utf8")));
  } catch (error) {
    throw new SettingsError([`the JSON Web Key Set ${jwks} cannot be used: ${(error as Error).message}`]);
  }
}
