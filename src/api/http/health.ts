import { type RequestHandler, Router } from "express";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";

/** What health reports besides the models. */
export interface ServerState {
  draining: boolean;
}

/**
 * `/livez`: the process answers. `/readyz`: every model has answered once, and the server is not shutting down; its JSON says what is
 * missing. A refused bundle is told but does not make the server unready, unless there is nothing else.
 */
export function health(models: ModelRegistry, state: ServerState): Router {
  const live: RequestHandler = (_request, response) => {
    response.json({ live: true });
  };
  const ready: RequestHandler = (_request, response) => {
    const states = models.models.map(({ id, runner }) => ({
      id,
      ready: runner.notReady === undefined,
      ...(runner.notReady !== undefined && { reason: runner.notReady }),
    }));
    const allReady = models.loaded && states.length > 0 && states.every((model) => model.ready) && !state.draining;
    const reason = reasonOf(models, state, states.length);
    response
      .status(allReady ? 200 : 503)
      .json({ ready: allReady, ...(reason && { reason }), models: states, refused: models.refused });
  };
  return Router().get("/livez", live).get("/readyz", ready);
}

function reasonOf(models: ModelRegistry, state: ServerState, served: number): string | undefined {
  if (state.draining) return "the server is shutting down";
  if (!models.loaded) return "bundles are still being verified";
  if (served === 0) return "there is no model to serve";
  return undefined;
}
