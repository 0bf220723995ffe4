import { createHash, timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import type { Configuration } from "../../config/index.js";
import type { Metrics } from "../../observability/index.js";

/**
 * `/metrics` in the text format of Prometheus.
 * @param refresh brings what is only looked at, such as memory, up to date.
 * @param settings whether it answers at all, and the token that is needed as `Authorization: Bearer`, if any.
 */
export function metricsDoor(
  metrics: Metrics,
  refresh: () => Promise<void>,
  { metrics: wanted, metricsToken: token }: Configuration["observability"],
): Router {
  if (!wanted) return Router();
  const answer: RequestHandler = async (request, response) => {
    if (token !== undefined && !same(request.get("authorization") ?? "", `Bearer ${token}`)) {
      response.status(401).set("WWW-Authenticate", "Bearer").end();
      return;
    }
    await refresh();
    response.set("Content-Type", metrics.registry.contentType).end(await metrics.registry.metrics());
  };
  return Router().get("/metrics", answer);
}

/** Takes as long for a wrong token as for the right one. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
