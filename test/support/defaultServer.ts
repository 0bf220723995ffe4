import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { configurationOf } from "../../src/config/index.js";
import { untilReady } from "./runningServer.js";

/** A server with the bundles of this repository, ready before the tests of a file and gone after them. */
export function defaultServer(): { url: string } {
  const holder = {} as { url: string };
  let server: RunningServer | undefined;
  beforeAll(async () => {
    const configuration = configurationOf({ server: { port: 0 }, models: { device: "cpu", cores: 2 } });
    server = await startServer(configuration, pino({ level: "silent" }));
    holder.url = server.url;
    await untilReady(holder.url);
    // Every network of every bundle is run in every batch size first, which takes a busy machine more than a minute.
  }, 240_000);
  afterAll(() => server?.close());
  return holder;
}
