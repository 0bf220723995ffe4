import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../src/api/server.js";
import { configurationOf } from "../../src/config/index.js";
import { parseTraceparent } from "../../src/observability/index.js";
import { plainPng } from "../support/graphql.js";
import { untilReady } from "../support/runningServer.js";
import { tinyModels } from "../support/tinyBundle.js";

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number };
}

/** What a collector of OpenTelemetry was sent (OTLP over HTTP, JSON). */
const bodies: string[] = [];
const collector = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    if (request.url === "/v1/traces") bodies.push(body);
    response.setHeader("content-type", "application/json").end("{}");
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
});
afterAll(() => collector.close());

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

describe("traces", () => {
  it("go to a collector: an operation in its caller's trace, and below it decode, queue, run and encode", async () => {
    const otlpEndpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const folder = await tinyModels();
    const server = await startServer(
      configurationOf({
        server: { port: 0 },
        models: { folder, device: "cpu", cores: 1 },
        observability: { otlpEndpoint, serviceName: "faces" },
      }),
      pino({ level: "silent" }),
    );
    await untilReady(server.url);
    const image = { base64: (await plainPng(200, 0, 0)).toString("base64") };
    const query = `query CanaryName($image: ImageInput!) {
      classifyExpression(image: $image) { label }
      augment(class: "fear", n: 1, seed: 1) { images { base64 } }
    }`;
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent: `00-${TRACE}-${PARENT}-01` },
      body: JSON.stringify({ query, variables: { image } }),
    });
    const answered = parseTraceparent(response.headers.get("traceparent"));
    await response.json();
    await server.close();

    const text = bodies.join("\n");
    const spans = bodies.flatMap((body) =>
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(
        ({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
    const operation = spans.find(({ name }) => name === "operation")!;
    expect(operation).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
    expect(answered).toMatchObject({ traceId: TRACE, spanId: operation.spanId });
    const stages = spans.filter(({ parentSpanId }) => parentSpanId === operation.spanId);
    expect(stages.map(({ name }) => name).sort()).toEqual(["decode", "encode", "queue", "queue", "run", "run"]);
    for (const { startTimeUnixNano, endTimeUnixNano, traceId } of stages) {
      expect(traceId).toBe(TRACE);
      const [start, end] = [BigInt(startTimeUnixNano), BigInt(endTimeUnixNano)];
      expect(end >= start).toBe(true);
      expect(start >= BigInt(operation.startTimeUnixNano) && end <= BigInt(operation.endTimeUnixNano)).toBe(true);
    }
    const networks = stages.flatMap(({ attributes }) =>
      attributes.filter(({ key }) => key === "semblance.network").map(({ value }) => value.stringValue),
    );
    expect([...new Set(networks)].sort()).toEqual(["classifier:colour", "decoder"]);
    expect(text).toContain('"faces"');
    // Nothing of what was asked or answered.
    expect(text).not.toMatch(/CanaryName/);
    expect(text).not.toContain(image.base64.slice(0, 40));
  });
});

describe("a traceparent", () => {
  it.each([
    ["is read", `00-${TRACE}-${PARENT}-01`, { traceId: TRACE, spanId: PARENT, traceFlags: 1, isRemote: true }],
    ["of a later version is read", `cc-${TRACE}-${PARENT}-01-what`, { traceId: TRACE, traceFlags: 1 }],
    ["that is not sampled is read", `00-${TRACE}-${PARENT}-00`, { traceFlags: 0 }],
  ])("%s", (_what, header, expected) => expect(parseTraceparent(header)).toMatchObject(expected));

  it.each([
    ["of no trace", `00-${"0".repeat(32)}-${PARENT}-01`],
    ["of no span", `00-${TRACE}-${"0".repeat(16)}-01`],
    ["of version ff", `ff-${TRACE}-${PARENT}-01`],
    ["of version 00 with more behind it", `00-${TRACE}-${PARENT}-01-what`],
    ["in capitals", `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ["that is none", "hello"],
  ])("%s is not followed", (_what, header) => expect(parseTraceparent(header)).toBeUndefined());
});
