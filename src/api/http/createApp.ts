import type { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type Express, type RequestHandler } from "express";
import type { Doors } from "../doors.js";
import { graphiql } from "../graphiql/graphiql.js";
import { headerDeadline } from "../limits/deadlineOf.js";
import { LIMITS } from "../limits/limits.js";
import { fileDoor } from "../links/fileDoor.js";
import { imageDoor } from "../links/imageDoor.js";
import { linkErrors } from "../links/linkErrors.js";
import { createContext, type OperationContext } from "../operationContext.js";
import { studio } from "../studio/studio.js";
import { beginOperation, operationOfRequest } from "./beginOperation.js";
import { bodyErrors } from "./bodyErrors.js";
import { clientGone } from "./clientGone.js";
import { health, type ServerState } from "./health.js";
import { identify, principalOf } from "./identify.js";
import { knownErrors } from "./knownErrors.js";
import { multipart } from "./multipart.js";
import { persisted } from "./persisted.js";

/** The HTTP door: GraphQL at `/graphql`, health, GraphiQL, and, when it has no port of its own, `/metrics`. */
export function createApp(
  apollo: ApolloServer<OperationContext>,
  doors: Doors,
  state: ServerState,
  sse: RequestHandler,
  scrape?: RequestHandler,
): Express {
  const { models, telemetry, configuration, bulk } = doors;
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    if (state.draining) response.set("Connection", "close");
    next();
  });
  app.use(health(models, state));
  if (scrape) app.use(scrape);
  if (!configuration.security.production) app.use(graphiql());
  app.use(imageDoor(bulk.links, models), fileDoor(bulk.links, bulk.jobs), linkErrors(doors));
  app.use("/graphql/stream", sse);
  app.use(studio());
  app.use(
    "/graphql",
    beginOperation(telemetry, "http"),
    identify(doors),
    multipart(),
    // An inline array would be a batch of operations, whose cost no limit here counts.
    express.json({ limit: LIMITS.bodyBytes, strict: true }),
    (request, _response, next) => {
      request.body ??= {};
      next();
    },
    persisted(doors),
    expressMiddleware(apollo, {
      context: async ({ req, res }) => {
        const deadline = headerDeadline(req.headers["x-deadline-ms"]);
        return createContext(doors, clientGone(res), principalOf(res), operationOfRequest(res), deadline);
      },
    }),
  );
  app.use(knownErrors(doors));
  app.use(bodyErrors(doors));
  return app;
}
