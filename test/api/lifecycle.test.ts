import { readdirSync } from "node:fs";
import { createClient } from "graphql-ws";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask } from "../support/graphql.js";
import { childrenOf, serve } from "../support/program.js";
import { untilReady } from "../support/runningServer.js";
import { tinyModels } from "../support/tinyBundle.js";

describe("semblance serve", () => {
  it("on SIGTERM answers what is in flight, closes sockets with 1001, ends its runners, and exits with 0", async () => {
    const program = serve(await tinyModels());
    const url = await program.url;
    await untilReady(url);
    const runners = childrenOf(program.child.pid!);
    expect(runners.length).toBeGreaterThan(0);

    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const socketClosed = new Promise<{ code: number }>((resolve) => {
      client.on("closed", (event) => resolve(event as { code: number }));
    });
    const stream = client.iterate({
      query: "subscription { augmentedBatches(batchSize: 64) { index images { base64 } } }",
    });
    await stream.next();
    const inFlight = Array.from({ length: 50 }, (_, seed) =>
      ask<{ augment: { images: unknown[] } }>(
        url,
        `{ augment(class: "fear", n: 4, seed: ${seed}) { images { base64 } } }`,
      ),
    );
    await inFlight[0];
    program.child.kill("SIGTERM");
    program.child.kill("SIGTERM");
    await socketClosed;
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    for (const { data } of await Promise.all(inFlight)) expect(data.augment.images).toHaveLength(4);
    expect((await socketClosed).code).toBe(1001);
    expect(await program.exited).toBe(0);
    for (const runner of runners) expect(readdirSync("/proc")).not.toContain(runner);
  });

  it("ends at once on SIGINT while it is still starting", async () => {
    const program = serve(await tinyModels());
    await program.url;
    program.child.kill("SIGINT");
    expect(await program.exited).toBe(0);
  });

  it("serves a model again after its runner was killed", async () => {
    const program = serve(await tinyModels());
    const url = await program.url;
    await untilReady(url);
    const query = '{ augment(class: "fear", seed: 1) { images { base64 } } }';
    const before = await ask(url, query);
    for (const runner of childrenOf(program.child.pid!)) process.kill(Number(runner), "SIGKILL");
    expect(await ask(url, query)).toEqual(before);
  });
});
