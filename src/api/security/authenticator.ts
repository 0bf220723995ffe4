import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { z } from "zod";
import { type Configuration, SettingsError } from "../../config/index.js";
import { UnauthenticatedError } from "../errors/unauthenticatedError.js";
import { clientAddress } from "./clientAddress.js";
import { KeyStore } from "./keys/keyStore.js";
import { anonymous, type Principal } from "./principal.js";
import { ALL_SCOPES, SCOPES, type Scope } from "./scopes.js";
import { TokenVerifier } from "./tokens/tokenVerifier.js";

/** Finds out who asks, the same way on every door. */
export class Authenticator {
  readonly #keys: KeyStore | undefined;
  readonly #tokens: TokenVerifier | undefined;
  readonly #anonymous: ReadonlySet<Scope> | undefined;
  readonly #imagesPerMinute: number | undefined;
  readonly #proxies: number;

  /** @throws KeyFileError, SettingsError */
  constructor(security: Configuration["security"], log: Logger) {
    const { keyFile, tokenIssuer: issuer, tokenAudience: audience, tokenKeys: keys, imagesPerMinute } = security;
    if (keyFile !== undefined) this.#keys = new KeyStore(keyFile, log, imagesPerMinute);
    if (issuer !== undefined && audience === undefined) {
      throw new SettingsError([
        "security.tokenIssuer needs security.tokenAudience: tokens for others are not for this server",
      ]);
    }
    if (issuer !== undefined && audience !== undefined)
      this.#tokens = new TokenVerifier({ issuer, audience, keys }, imagesPerMinute);
    const closed = this.#keys !== undefined || this.#tokens !== undefined;
    const scopes = scopesOf(security.anonymousScopes);
    this.#anonymous = !closed ? ALL_SCOPES : scopes.size > 0 ? scopes : undefined;
    this.#imagesPerMinute = imagesPerMinute;
    this.#proxies = security.proxies;
  }

  /**
   * @param request what came in, or asked for the socket. @param authorization what connection_init has instead of the header.
   * @throws UnauthenticatedError, IdentityUnavailableError
   */
  async authenticate(request: IncomingMessage, authorization = request.headers.authorization): Promise<Principal> {
    if (authorization === undefined || authorization === "") {
      const address = clientAddress(request, this.#proxies);
      if (this.#anonymous) return anonymous(address, this.#anonymous, this.#imagesPerMinute);
      throw new UnauthenticatedError("Expected a key or token, got none.");
    }
    const [, credential] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const principal = credential && (this.#keys?.principal(credential) ?? (await this.#tokens?.principal(credential)));
    // A credential that is wrong is refused also where none is needed: who sends one means to be somebody.
    if (!principal) throw new UnauthenticatedError("The key or token is not accepted.");
    return principal;
  }
}

function scopesOf(names: readonly string[]): ReadonlySet<Scope> {
  const read = z.array(z.enum(SCOPES)).safeParse(names);
  if (!read.success)
    throw new SettingsError([
      `security.anonymousScopes: expected some of ${SCOPES.join(", ")}, got ${names.join(", ")}`,
    ]);
  return new Set(read.data);
}
