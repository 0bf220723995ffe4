import type { DocumentNode, GraphQLSchema } from "graphql";
import type { Operation } from "../../observability/index.js";
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
  readonly operation: Pick<Operation, "describe">;
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
  const { type, name, calls } = rootCalls(schema, document, operationName, variables) ?? {};
  if (!type || !calls) return undefined;
  const images = imagesOf(calls);
  const fields = calls.map(({ field }) => field.name);
  request.operation.describe({ kind: type, fields, images });
  for (const { field } of calls) {
    const { scope } = accessOf(field);
    if (scope !== null) requireScope(principal, scope);
  }
  const costly = tooCostly(images);
  if (costly) throw costly;
  quotas.take(principal, imagesOf(calls.filter(({ field }) => !accessOf(field).paysAsItGoes)));
  return { type, name, fields, images };
}
