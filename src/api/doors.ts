import type { GraphQLFormattedError, GraphQLSchema, ValidationRule } from "graphql";
import type { Logger } from "pino";
import type { Configuration } from "../config/index.js";
import type { Operation, Telemetry } from "../observability/index.js";
import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import type { Bulk } from "./jobs/bulk.js";
import { maskError, withRequestId } from "./maskError.js";
import { documentRules } from "./operations/documentRules.js";
import { readOperationList } from "./operations/persisted/operationList.js";
import { PersistedOperations } from "./operations/persisted/persistedOperations.js";
import { createSchema } from "./schema.js";
import { AuditLog } from "./security/auditLog.js";
import { Authenticator } from "./security/authenticator.js";
import { Quotas } from "./security/quotas.js";
import { Seats } from "./security/seats.js";
import { WatchedPrincipals } from "./security/watchedPrincipals.js";

/** What every door works with, so that all of them refuse and answer alike. */
export interface Doors {
  readonly schema: GraphQLSchema;
  readonly models: ModelRegistry;
  readonly configuration: Configuration;
  readonly authenticator: Authenticator;
  readonly quotas: Quotas;
  /** WebSockets and event streams of each client. */
  readonly seats: Seats;
  readonly watched: WatchedPrincipals;
  readonly persistedOperations: PersistedOperations;
  /** Rules for documents besides those of GraphQL. */
  readonly rules: readonly ValidationRule[];
  readonly audit: AuditLog;
  readonly bulk: Bulk;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  /** What a client is told of an error; of which operation, the operation is told, too. */
  tell(error: unknown, operation?: Operation): GraphQLFormattedError;
}

/** Everything but the models and what works with them, before any of them is loaded. @throws KeyFileError, OperationListError, SettingsError */
export function createDoors(
  configuration: Configuration,
  log: Logger,
  telemetry: Telemetry,
): Omit<Doors, "models" | "bulk"> {
  const { security, connections } = configuration;
  const list = security.persistedOperations;
  return {
    ...{ schema: createSchema(), configuration, log, telemetry },
    authenticator: new Authenticator(security, log),
    quotas: new Quotas(),
    seats: new Seats(connections.socketsPerClient),
    watched: new WatchedPrincipals(),
    persistedOperations: new PersistedOperations(list === undefined ? undefined : readOperationList(list)),
    rules: documentRules(security.production),
    audit: new AuditLog(log, security.audit),
    tell: (error, operation) => withRequestId(maskError(error, log, security.production), operation),
  };
}
