import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { configurationOf } from "../../src/config/index.js";
import { importFaceApi } from "../../src/pretrained/index.js";
import { untilReady } from "./runningServer.js";

/** A server with what `npm start` serves: the bundle of this repository and face-api. Ready before the tests of a file, gone after them. */
export function defaultServer(): { url: string } {
  const holder = {} as { url: string };
  const folder = mkdtempSync(join(tmpdir(), "semblance-default-"));
  let server: RunningServer | undefined;
  beforeAll(async () => {
    cpSync("models", folder, { recursive: true });
    await importFaceApi(folder);
    const configuration = configurationOf({ server: { port: 0 }, models: { folder, device: "cpu", cores: 2 } });
    server = await startServer(configuration, pino({ level: "silent" }));
    holder.url = server.url;
    await untilReady(holder.url);
    // Every network of every bundle is run in every batch size first, which takes a busy machine more than a minute.
  }, 240_000);
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return holder;
}
