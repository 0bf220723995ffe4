import { createClient } from "graphql-ws";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask, plainPng } from "../support/graphql.js";
import { readMetrics } from "../support/metrics.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer({}, {}, undefined);
const CLASSIFY = "query Canary($i: [ImageInput!]!) { classifyExpressions(images: $i) { classification { label } } }";

describe("/metrics", () => {
  it("counts operations by kind and code, their images, and every stage of every row", async () => {
    const before = await readMetrics(running.url);
    const images = await Promise.all(
      [1, 2, 3].map(async (i) => ({ base64: (await plainPng(i, 0, 0)).toString("base64") })),
    );
    await ask(running.url, CLASSIFY, { i: images });
    await ask(running.url, '{ augment(class: "fear", n: 2, seed: 1) { images { base64 } } }');
    await ask(running.url, '{ augment(class: "nobody") { s } }');
    await ask(running.url, "{ nothing }");
    const after = await readMetrics(running.url);
    const gained = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0);

    expect(gained('semblance_operations_total{door="http",kind="query",code="OK"}')).toBe(2);
    expect(gained('semblance_operations_total{door="http",kind="query",code="UNKNOWN_CLASS"}')).toBe(1);
    expect(gained('semblance_operations_total{door="http",kind="unknown",code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(gained('semblance_operation_images_total{kind="query"}')).toBe(3 + 2 + 1);
    expect(gained('semblance_stage_seconds_count{stage="decode",model="",network=""}')).toBe(3);
    expect(gained('semblance_stage_seconds_count{stage="encode",model="",network=""}')).toBe(2);
    for (const stage of ["queue", "run", "total"]) {
      const rows = (network: string) =>
        `semblance_stage_seconds_count{stage="${stage}",model="tiny@1",network="${network}"}`;
      expect(gained(rows("classifier:colour"))).toBe(3);
      expect(gained(rows("decoder"))).toBe(2);
    }
    expect(gained('semblance_batch_rows_sum{model="tiny@1",network="decoder"}')).toBe(2);
    // The decoder always runs eight at a time.
    expect(gained('semblance_padding_rows_total{model="tiny@1",network="decoder"}')).toBe(6);
  });

  it("tells readiness, memory, the event loop, the version and what waits", async () => {
    const metrics = await readMetrics(running.url);
    expect(metrics.get("semblance_ready")).toBe(1);
    expect(metrics.get('semblance_model_ready{model="tiny@1"}')).toBe(1);
    expect(metrics.get("semblance_bundles_refused")).toBe(0);
    expect(metrics.get('semblance_queue_rows{model="tiny@1",network="decoder"}')).toBe(0);
    expect(metrics.get("semblance_queue_capacity_rows")).toBe(512);
    expect(metrics.get("semblance_data_free_bytes")).toBeGreaterThan(0);
    expect(metrics.get("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
    expect(metrics.get("process_resident_memory_bytes")).toBeGreaterThan(1e7);
    expect(metrics.get('semblance_runner_resident_memory_bytes{model="tiny@1"}')).toBeGreaterThan(1e7);
    expect([...metrics.keys()].some((series) => series.startsWith("semblance_build_info{"))).toBe(true);
  });

  it("counts sockets and streams while they are open, and an operation of a stream when it ends", async () => {
    const client = createClient({ url: `${running.url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket });
    const stream = client.iterate({ query: "subscription { augmentedBatches(total: 100000) { images { base64 } } }" });
    await stream.next();
    const during = await readMetrics(running.url);
    expect(during.get('semblance_open_streams{door="websocket"}')).toBe(1);
    expect(during.get('semblance_open_connections{protocol="websocket"}')).toBe(1);
    await stream.return?.();
    await client.dispose();
    let after = await readMetrics(running.url);
    while (after.get('semblance_open_connections{protocol="websocket"}') !== 0) after = await readMetrics(running.url);
    expect(after.get('semblance_open_streams{door="websocket"}')).toBe(0);
    const ended = [...after].filter(([series]) => /operations_total{door="websocket",kind="subscription"/.test(series));
    expect(ended.map(([, count]) => count)).toEqual([1]);
  });

  it("has labels of a few known names only, and no series for what a client chose", async () => {
    await ask(running.url, "query Canary { c4n4ry: models { id } }");
    await ask(running.url, '{ model(id: "c4n4ry") { id } }');
    const series = [...(await readMetrics(running.url)).keys()];
    expect(series.filter((one) => /canary|c4n4ry/i.test(one))).toEqual([]);
    const labels = new Set(series.flatMap((one) => [...one.matchAll(/[{,](\w+)="/g)].map((match) => match[1])));
    const known = [
      "door",
      "kind",
      "code",
      "reason",
      "stage",
      "model",
      "network",
      "protocol",
      "state",
      "version",
      "node",
    ];
    const library = ["le", "quantile", "type", "space", "major", "minor", "patch"];
    expect([...labels].filter((label) => ![...known, ...library].includes(label!))).toEqual([]);
  });
});

describe("/metrics behind a token, on a port of its own", () => {
  const apart = runningServer({}, { observability: { metricsPort: 0, metricsToken: "s3cret" } });

  it("is nowhere else, and answers who has the token", async () => {
    expect((await fetch(`${apart.url}/metrics`)).status).toBe(404);
    const { metricsUrl } = apart.server;
    expect(metricsUrl).toBeDefined();
    expect((await fetch(`${metricsUrl}/metrics`)).status).toBe(401);
    expect((await fetch(`${metricsUrl}/metrics`, { headers: { authorization: "Bearer s3cre" } })).status).toBe(401);
    expect((await readMetrics(metricsUrl!, { authorization: "Bearer s3cret" })).get("semblance_ready")).toBe(1);
  });
});

describe("a server without metrics", () => {
  const without = runningServer({}, { observability: { metrics: false } });

  it("has no /metrics", async () => {
    expect((await fetch(`${without.url}/metrics`)).status).toBe(404);
  });
});
