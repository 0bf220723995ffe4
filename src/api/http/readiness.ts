import type { ModelRegistry, RefusedBundle } from "../../serving/models/modelRegistry.js";
import type { ServerState } from "./health.js";

/** Whether more work should be sent here, and what is wrong. */
export interface Readiness {
  readonly ready: boolean;
  /** Ready, but with a bundle refused. */
  readonly degraded: boolean;
  readonly reasons: readonly string[];
  readonly models: readonly { readonly id: string; readonly ready: boolean; readonly reason?: string }[];
  readonly refused: readonly RefusedBundle[];
}

/** Ready when every model has answered once and can answer now, and the server is not shutting down. */
export function readinessOf(registry: ModelRegistry, state: ServerState): Readiness {
  const models = registry.models.map(({ id, runner: { notReady: reason } }) => ({
    ...{ id, ready: reason === undefined },
    ...(reason !== undefined && { reason }),
  }));
  const blocking = [
    ...(state.draining ? ["the server is shutting down"] : []),
    ...(registry.loaded ? [] : ["bundles are still being verified"]),
    ...(registry.loaded && models.length === 0 ? ["there is no model to serve"] : []),
    ...models.flatMap(({ id, reason }) => (reason === undefined ? [] : [`${id} is not ready: ${reason}`])),
  ];
  const { refused } = registry;
  const ready = blocking.length === 0;
  const reasons = [...blocking, ...refused.map(({ bundle, reason }) => `${bundle} was refused: ${reason}`)];
  return { ready, degraded: ready && refused.length > 0, reasons, models, refused };
}
