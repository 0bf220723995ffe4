import type { DocumentNode, GraphQLSchema } from "graphql";
import { UnauthenticatedError } from "../errors/unauthenticatedError.js";
import { checkVariables } from "../limits/checkVariables.js";
import { imagesOf, tooCostly } from "../limits/tooCostly.js";
import { accessOf } from "../security/access.js";
import type { Principal } from "../security/principal.js";
import type { Quotas } from "../security/quotas.js";
import { requireScope } from "../security/requireScope.js";
import { rootCalls } from "./rootCalls.js";

/** An operation that may be executed, as the audit log tells it. */
export interface Admission {
  readonly type: string;
  /** As its document has it. */
  readonly name: string | undefined;
  readonly fields: readonly string[];
  readonly images: number;
}

/** What an operation is, and who asks. */
export interface Request {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly principal: Principal;
}

/**
 * Lets an operation through, before anything of it is executed: every root field's scope, the images of all of them together, and the
 * principal's quota. The same on every door.
 * @returns undefined for an operation that cannot be executed, which execution says.
 * @throws UnauthenticatedError, ForbiddenError, QuotaExceededError, and a GraphQLError for what is beyond a limit.
 */
export function admit(request: Request, quotas: Quotas): Admission | undefined {
  const { schema, document, operationName, variables, principal } = request;
  // A socket may outlive the key or token that it was opened with.
  if (!principal.valid()) throw new UnauthenticatedError("The key or token is no longer in force.");
  checkVariables(variables);
  const operation = rootCalls(schema, document, operationName, variables);
  if (!operation) return undefined;
  for (const { field } of operation.calls) {
    const { scope } = accessOf(field);
    if (scope !== null) requireScope(principal, scope);
  }
  const images = imagesOf(operation.calls);
  const costly = tooCostly(images);
  if (costly) throw costly;
  quotas.take(principal, imagesOf(operation.calls.filter(({ field }) => !accessOf(field).paysAsItGoes)));
  return {
    type: operation.type,
    name: operation.name,
    fields: operation.calls.map(({ field }) => field.name),
    images,
  };
}
