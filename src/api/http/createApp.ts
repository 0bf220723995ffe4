import type { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type Express, type Response } from "express";
import type { Logger } from "pino";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import { graphiql } from "../graphiql/graphiql.js";
import { LIMITS } from "../limits/limits.js";
import { createContext, type OperationContext } from "../operationContext.js";
import { bodyErrors } from "./bodyErrors.js";
import { health, type ServerState } from "./health.js";
import { multipart, uploadErrors } from "./multipart.js";

/** The HTTP door: GraphQL at `/graphql`, health, and GraphiQL. */
export function createApp(
  apollo: ApolloServer<OperationContext>,
  models: ModelRegistry,
  state: ServerState,
  log: Logger,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    if (state.draining) response.set("Connection", "close");
    next();
  });
  app.use(health(models, state));
  app.use(graphiql());
  app.use(
    "/graphql",
    multipart(),
    // An inline array would be a batch of operations, whose cost no limit here counts.
    express.json({ limit: LIMITS.bodyBytes, strict: true }),
    (request, _response, next) => {
      request.body ??= {};
      next();
    },
    expressMiddleware(apollo, {
      context: async ({ res }) => createContext(models, clientGone(res)),
    }),
  );
  app.use(uploadErrors);
  app.use(bodyErrors(log));
  return app;
}

/** Aborts when the connection closes before the answer was sent. */
function clientGone(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
