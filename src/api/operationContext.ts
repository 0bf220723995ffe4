import { setMaxListeners } from "node:events";
import { type Operation, workFor } from "../observability/index.js";
import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import type { Deadline } from "../serving/scheduler/deadline.js";
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
  /** When the answer as a whole is of no use any more. */
  readonly deadline: Deadline | undefined;
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
  deadline?: Deadline,
): OperationContext {
  // Every field that waits listens; Node.js takes more than ten for a mistake.
  setMaxListeners(0, signal);
  workFor(signal, operation);
  return { models, signal, deadline, principal, quotas, bulk, operation, loaders: createLoaders(signal, operation) };
}
