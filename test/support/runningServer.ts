import { rmSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { configurationOf, type PartialConfiguration } from "../../src/config/index.js";
import type { ServingObserver } from "../../src/serving/events/servingEvent.js";
import type { ServingSettings } from "../../src/serving/models/servingSettings.js";
import { tinyModels } from "./tinyBundle.js";

/** Lines that the server under test logged. */
export const logged: string[] = [];

/**
 * A server on a free port with the tiny bundle, ready before the tests of a file and gone after them.
 * @param serving limits that tests make small. @param values settings, by group.
 */
export function runningServer(
  serving: Partial<ServingSettings> = {},
  values: PartialConfiguration = {},
  observe?: ServingObserver,
): { url: string; server: RunningServer; dataFolder: string } {
  const holder = {} as { url: string; server: RunningServer; dataFolder: string };
  let models: string;
  beforeAll(async () => {
    models = await tinyModels();
    const log = pino({ level: "info" }, { write: (line: string) => logged.push(line) });
    holder.dataFolder = join(models, ".data");
    const own = {
      server: { port: 0, dataFolder: holder.dataFolder },
      models: { folder: models, device: "cpu", cores: 1 },
    } as const;
    const configuration = configurationOf({
      ...values,
      server: { ...own.server, ...values.server },
      models: { ...own.models, ...values.models },
    });
    holder.server = await startServer(configuration, log, serving, observe);
    holder.url = holder.server.url;
    await untilReady(holder.url);
  });
  afterAll(async () => {
    await holder.server?.close();
    rmSync(models, { recursive: true, force: true });
  });
  return holder;
}

/** Resolves when `/readyz` answers 200. */
export async function untilReady(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
