import { type RequestHandler, Router } from "express";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import { readinessOf } from "./readiness.js";

/** What health reports besides the models. */
export interface ServerState {
  draining: boolean;
}

/**
 * `/livez`: the process answers. `/readyz`: 200 when work may be sent, 503 when not; its JSON has the reasons. A refused bundle is told
 * but does not make the server unready, unless there is nothing else.
 */
export function health(models: ModelRegistry, state: ServerState): Router {
  const live: RequestHandler = (_request, response) => {
    response.json({ live: true });
  };
  const ready: RequestHandler = (_request, response) => {
    const readiness = readinessOf(models, state);
    response.status(readiness.ready ? 200 : 503).json({ ...readiness, reason: readiness.reasons[0] });
  };
  return Router().get("/livez", live).get("/readyz", ready);
}
