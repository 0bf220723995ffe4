import { ALL_SCOPES, type Scope } from "./scopes.js";

/** Who asks. Every operation has one; where nothing is configured it is an anonymous one that may do everything. */
export interface Principal {
  /** Names it in quotas and in the audit log: `anonymous@<address>`, `key:<id>` or `token:<issuer>#<subject>`. */
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Images that it may have read or generated in a minute; undefined is no quota. */
  readonly imagesPerMinute: number | undefined;
  /** False once its key was revoked or its token expired: sockets and streams that are open then end. */
  valid(): boolean;
}

/** Somebody who did not say who they are. */
export function anonymous(
  address: string,
  scopes: ReadonlySet<Scope> = ALL_SCOPES,
  imagesPerMinute?: number,
): Principal {
  return { id: `anonymous@${address}`, scopes, imagesPerMinute, valid: () => true };
}

/** Somebody who was refused before it was known who they are, for the audit log. */
export function unknown(address: string): Principal {
  return { id: `unknown@${address}`, scopes: new Set(), imagesPerMinute: undefined, valid: () => false };
}
