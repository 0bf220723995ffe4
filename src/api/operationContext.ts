import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import { createLoaders, type Loaders } from "./loaders/loaders.js";

/** What resolvers of one operation share. */
export interface OperationContext {
  readonly models: ModelRegistry;
  readonly loaders: Loaders;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** A new context for one operation. */
export function createContext(models: ModelRegistry, signal: AbortSignal): OperationContext {
  return { models, signal, loaders: createLoaders(signal) };
}
