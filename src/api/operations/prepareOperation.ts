import { type ExecutionArgs, GraphQLError, getOperationAST } from "graphql";
import { SemblanceError } from "../../errors/semblanceError.js";
import type { Operation } from "../../observability/index.js";
import type { Doors } from "../doors.js";
import { refusal } from "../limits/refusal.js";
import { createContext } from "../operationContext.js";
import type { AuditEntry } from "../security/auditLog.js";
import type { Principal } from "../security/principal.js";
import { admit } from "./admit.js";
import { readDocument } from "./readDocument.js";

/** An operation as a message or a body has it. */
export interface SentOperation {
  readonly query?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly extensions?: unknown;
}

/** Who sent it, and what ends with them. */
export interface Sender {
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly entry: AuditEntry;
  readonly operation: Operation;
}

/**
 * Everything between a message and its execution, for the doors that execute by themselves; Apollo does the same for HTTP, with the same
 * rules and the same admission.
 * @returns what is to be executed, or why it is not.
 */
export function prepareOperation(
  sent: SentOperation,
  { principal, signal, entry, operation }: Sender,
  doors: Doors,
): ExecutionArgs | readonly GraphQLError[] {
  const { schema, quotas, rules, persistedOperations } = doors;
  try {
    const text = persistedOperations.textOf(sent);
    if (text === undefined) return [refusal("BAD_REQUEST", "Expected an operation with a query or a persistedQuery.")];
    const read = readDocument(schema, text, rules);
    if (!("kind" in read)) return read;
    const { operationName, variables } = sent;
    if (!getOperationAST(read, operationName)) {
      return [refusal("OPERATION_RESOLUTION_FAILURE", "Expected operationName to name one operation of the document.")];
    }
    const admission = admit({ schema, document: read, operationName, variables, principal, operation }, quotas);
    if (admission) entry.admitted(admission);
    return {
      schema,
      document: read,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: createContext(doors, signal, principal, operation),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof SemblanceError) return [new GraphQLError(error.message, { originalError: error })];
    // A document nested thousands deep exhausts the stack.
    if (error instanceof RangeError) return [refusal("TOO_DEEP", "The document nests too deep.")];
    throw error;
  }
}
