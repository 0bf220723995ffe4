import { type Operation, workFor } from "../observability/index.js";
import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import type { Doors } from "./doors.js";
import type { Bulk } from "./jobs/bulk.js";
import { createLoaders, type Loaders } from "./loaders/loaders.js";
import type { Principal } from "./security/principal.js";
import type { Quotas } from "./security/quotas.js";

/** What resolvers of one operation share. */
export interface OperationContext {
  readonly models: ModelRegistry;
  readonly loaders: Loaders;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
  /** Who asks. */
  readonly principal: Principal;
  /** What everybody has left, for fields that take images from it as they make them. */
  readonly quotas: Quotas;
  /** Jobs, links, and what images cost. */
  readonly bulk: Bulk;
  /** What metrics, traces and the log are told. */
  readonly operation: Operation;
}

/** A new context for one operation. */
export function createContext(
  { models, quotas, bulk }: Pick<Doors, "models" | "quotas" | "bulk">,
  signal: AbortSignal,
  principal: Principal,
  operation: Operation,
): OperationContext {
  workFor(signal, operation);
  return { models, signal, principal, quotas, bulk, operation, loaders: createLoaders(signal, operation) };
}
