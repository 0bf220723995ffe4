import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Logger } from "pino";
import type { Configuration } from "../config/index.js";
import { countServing, refreshJobs, refreshModels, startTelemetry } from "../observability/index.js";
import type { ServingEvent, ServingObserver } from "../serving/events/servingEvent.js";
import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import { serveModels } from "../serving/models/serveModels.js";
import type { ServingSettings } from "../serving/models/servingSettings.js";
import { createDoors, type Doors } from "./doors.js";
import { watchConnections } from "./http/connections.js";
import { createApollo } from "./http/createApollo.js";
import { createApp } from "./http/createApp.js";
import { metricsDoor } from "./http/metricsDoor.js";
import { patience } from "./http/patience.js";
import { readinessOf } from "./http/readiness.js";
import { createBulk } from "./jobs/bulk.js";
import { refuseOpenDoors } from "./security/refuseOpenDoors.js";
import { sseDoor } from "./sse/sseDoor.js";
import { websocketDoor } from "./ws/websocketDoor.js";

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly models: ModelRegistry;
  /** Where `/metrics` is, when it has a port of its own. */
  readonly metricsUrl: string | undefined;
  /** Answers what is in flight, closes sockets with 1001, ends runners. Calling it again waits for the same end. */
  close(): Promise<void>;
}

/**
 * Listens at once, and verifies and warms models meanwhile: `/readyz` says when they are ready.
 * @param serving overrides the configuration, for tests of limits.
 * @param observe is told what happens inside, beside the log.
 * @throws BundleFileMissingError when there is no folder of models; the listening error, such as EADDRINUSE.
 */
export async function startServer(
  configuration: Configuration,
  log: Logger,
  serving: Partial<ServingSettings> = {},
  observe?: ServingObserver,
): Promise<RunningServer> {
  const { queueRows, runnerMemoryMb, ...limits } = configuration.limits;
  const { security } = configuration;
  refuseOpenDoors(configuration.server.host, security);
  const telemetry = await startTelemetry(configuration, log);
  const { metrics } = telemetry;
  const count = countServing(metrics);
  const shared = createDoors(configuration, log, telemetry);
  const { models, loaded } = await serveModels({
    root: configuration.models.folder,
    device: configuration.models.device,
    cores: configuration.models.cores,
    defaultModel: configuration.models.default,
    watchMs: configuration.models.watch ? 2000 : undefined,
    settings: {
      ...limits,
      ...{ queueCapacity: queueRows, memoryLimit: runnerMemoryMb * 2 ** 20 },
      ...serving,
    },
    observe: (event) => {
      logEvent(event, log);
      count(event);
      observe?.(event);
    },
  });
  const state = { draining: false };
  const bulk = createBulk(configuration, models, shared.quotas, log);
  const doors: Doors = { ...shared, models, bulk };
  const apollo = createApollo(doors);
  await apollo.start();
  const sse = sseDoor(doors);
  const apart = configuration.observability.metricsPort;
  const scrape = metricsDoor(metrics, refresh, configuration.observability);
  const app = createApp(apollo, doors, state, sse.router, apart === undefined ? scrape : undefined);
  const metricsHttp = apart === undefined ? undefined : createServer(express().use(scrape));
  const http = createServer(patience(configuration), app);
  http.setTimeout(configuration.connections.stalledMs);
  const connections = watchConnections(http);
  const door = websocketDoor(http, doors);

  async function refresh(): Promise<void> {
    metrics.ready.set(readinessOf(models, state).ready ? 1 : 0);
    metrics.draining.set(state.draining ? 1 : 0);
    metrics.connections.set({ protocol: "websocket" }, door.open);
    metrics.connections.set({ protocol: "http" }, connections.open - door.open);
    await refreshModels(metrics, models);
    await refreshJobs(metrics, await bulk.jobs.counts(), configuration.server.dataFolder);
  }

  async function drain(): Promise<void> {
    state.draining = true;
    await door.close();
    sse.close();
    doors.watched.close();
    // Requests that were on their way, and those who ask whether to send more, are still answered.
    await connections.quiet();
    await connections.finish(configuration.server.drainMs);
    await apollo.stop();
    await bulk.jobs.close();
    await loaded;
    await models.close();
    metricsHttp?.close();
    metricsHttp?.closeAllConnections();
    await telemetry.close();
  }

  try {
    await listen(http, configuration.server.port, configuration.server.host);
    if (metricsHttp) await listen(metricsHttp, apart ?? 0, configuration.server.host);
  } catch (error) {
    await drain();
    throw error;
  }
  void bulk.jobs.resumeEarlier();
  let ending: Promise<void> | undefined;
  return {
    url: urlOf(http),
    metricsUrl: metricsHttp && urlOf(metricsHttp),
    models,
    close: () => {
      ending ??= drain();
      return ending;
    },
  };
}

function logEvent(event: ServingEvent, log: Logger): void {
  if (event.kind === "runner") {
    const { model, state, detail } = event;
    log[state === "ready" ? "info" : "error"]({ model, detail }, `Runner ${state}`);
  } else if (event.kind === "model") {
    const { model, change, detail } = event;
    if (change === "refused") log.error({ bundle: model, reason: detail }, "Bundle refused");
    else log.info({ model, ...(detail && { detail }) }, `Model ${change}`);
  }
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve();
    });
  });
}

function urlOf(http: Server): string {
  const { address, family, port } = http.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
