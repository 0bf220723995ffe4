import { ForbiddenError } from "../errors/forbiddenError.js";
import type { Principal } from "./principal.js";
import type { Scope } from "./scopes.js";

/**
 * For what the declaration of a root field cannot say: a nested field, or a route beside GraphQL.
 * @throws ForbiddenError
 */
export function requireScope(principal: Principal, scope: Scope): void {
  if (!principal.scopes.has(scope)) throw new ForbiddenError(scope);
}
