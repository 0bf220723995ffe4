import { Command } from "commander";
import { type Logger, pino } from "pino";
import { type RunningServer, startServer } from "../api/server.js";
import { SemblanceError } from "../errors/semblanceError.js";
import { ensureFaceApi } from "./ensureFaceApi.js";
import { addSettingOptions, configurationFrom } from "./settingOptions.js";

/** After a signal, how long until the process ends whatever is still in flight, in milliseconds. */
const LAST_MOMENT_MS = 10_000;

/** `semblance serve`: serves every model bundle of a folder over GraphQL until a signal ends it. */
export function serveCommand(): Command {
  const command = new Command("serve").description(
    "serve model bundles over GraphQL: HTTP and WebSocket at /graphql, GraphiQL at /graphiql",
  );
  command.option("--import-face-api", "first make the bundle face-api where there is none, as `npm start` does");
  return addSettingOptions(command).action(async (all: Record<string, unknown>) => {
    try {
      const { importFaceApi, ...options } = all;
      const { configuration } = configurationFrom(options);
      const log = pino({ level: configuration.observability.logLevel });
      if (importFaceApi) await ensureFaceApi(configuration.models.folder, log);
      const server = await startServer(configuration, log);
      endOnSignals(server, log);
      const { folder, device } = configuration.models;
      log.info({ models: folder, device }, `Listening at ${server.url}`);
    } catch (error) {
      // What a user can put right is one line; anything else keeps its stack.
      if (error instanceof SemblanceError) command.error(`${error.code}: ${error.message}`);
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL") {
        command.error(`Cannot listen: ${message}. Choose another --port or --host.`);
      }
      throw error;
    }
  });
}

function endOnSignals(server: RunningServer, log: Logger): void {
  let ending = false;
  const end = (reason: string, code: number) => {
    if (ending) return;
    ending = true;
    log.info({ reason }, "Shutting down");
    setTimeout(() => {
      log.error("Work was still in flight; ending anyway");
      process.exit(1);
    }, LAST_MOMENT_MS).unref();
    server.close().then(
      () => process.exit(code),
      (error) => {
        log.error({ err: error }, "Shutting down failed");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => end(signal, 0));
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error) => {
      log.fatal({ err: error }, event);
      end(event, 1);
    });
  }
}
