import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

const PATIENCE_MS = 5000;
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The keys of an OpenID Connect issuer, found as OpenID Connect Discovery 1.0 says when the first token comes. An issuer that cannot be
 * reached is asked again, but not for every token that somebody makes up.
 */
export function jwksOfIssuer(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    keys ??= discover(issuer).catch((error: unknown) => {
      setTimeout(() => {
        keys = undefined;
      }, PATIENCE_MS).unref();
      throw error;
    });
    return (await keys)(header, token);
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
  if (!response.ok) throw new Error(`Expected ${url} to answer 200, got ${response.status}.`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer) throw new Error(`Expected the issuer of ${url} to be ${issuer}, got ${found.issuer}.`);
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: PATIENCE_MS });
}
