import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import type { Authenticator } from "./security/authenticator.js";
import type { Quotas } from "./security/quotas.js";

/** What every door works with, so that all of them refuse and answer alike. */
export interface Doors {
  readonly schema: GraphQLSchema;
  readonly models: ModelRegistry;
  readonly authenticator: Authenticator;
  readonly quotas: Quotas;
  readonly log: Logger;
}
