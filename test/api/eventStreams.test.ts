import { createHash } from "node:crypto";
import { request } from "node:http";
import { createClient } from "graphql-sse";
import { describe, expect, it } from "vitest";
import { ask } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer({}, { connections: { socketsPerClient: 4 } });
const connect = () => createClient({ url: `${running.url}/graphql/stream`, retryAttempts: 0 });

interface Batch {
  index: number;
  cursor: string;
  images: { base64: string }[];
}
const QUERY = `subscription ($total: Int, $seed: Seed, $after: Cursor, $batchSize: Int = 2) {
  augmentedBatches(batchSize: $batchSize, total: $total, seed: $seed, after: $after) { index cursor images { base64 } }
}`;

async function batches(variables: Record<string, unknown>, most = Number.POSITIVE_INFINITY): Promise<Batch[]> {
  const found: Batch[] = [];
  const client = connect();
  for await (const { data, errors } of client.iterate<{ augmentedBatches: Batch }>({ query: QUERY, variables })) {
    if (errors) throw new Error(JSON.stringify(errors));
    found.push((data as { augmentedBatches: Batch }).augmentedBatches);
    if (found.length === most) break;
  }
  client.dispose();
  return found;
}

/** The stream's bytes as they come, over a connection whose reader can stop. */
function raw(body: object, headers: Record<string, string> = {}) {
  return new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    const sent = request(`${running.url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    });
    sent.once("response", resolve).once("error", reject).end(JSON.stringify(body));
  });
}

describe("An event stream", () => {
  it("is what the WebSocket gives, and resumes behind a cursor", async () => {
    const whole = await batches({ total: 10, seed: 3 });
    expect(whole.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    const begun = await batches({ total: 10, seed: 3 }, 2);
    const rest = await batches({ total: 10, after: begun[1]?.cursor });
    expect([...begun, ...rest]).toEqual(whole);
  });

  it("answers queries too, once", async () => {
    const answers = [];
    for await (const answer of connect().iterate({ query: "{ models { id } }" })) answers.push(answer);
    expect(answers).toEqual([{ data: { models: [{ id: "tiny@1" }] } }]);
  });

  it("tells what goes wrong in its arguments, and completes", async () => {
    const answers = [];
    for await (const answer of connect().iterate({ query: QUERY, variables: { total: 0 } })) answers.push(answer);
    expect(answers).toMatchObject([{ errors: [{ extensions: { code: "ARGUMENT_OUT_OF_RANGE" } }] }]);
  });

  it("makes no more than its reader takes", async () => {
    const { models } = running.server;
    const model = models.get(undefined);
    let made = 0;
    const decode = model.decode;
    model.decode = (...args) => {
      made += args[0].length;
      return decode.apply(model, args);
    };
    // Latents fill the buffers between the two sooner than small images do.
    const query =
      "subscription { augmentedBatches(batchSize: 64, total: 100000) { images { a: base64 b: base64 c: base64 d: dataUrl e: dataUrl } } }";
    const response = await raw({ query });
    response.pause();
    let before = -1;
    await expect
      .poll(
        () => {
          const still = made === before;
          before = made;
          return still && made > 0;
        },
        { interval: 1500, timeout: 60_000 },
      )
      .toBe(true);
    const stopped = made;
    expect(stopped).toBeLessThan(50_000);
    // It goes on when the reader does.
    response.resume();
    await expect.poll(() => made, { timeout: 20_000 }).toBeGreaterThan(stopped);
    response.destroy();
    // And ends with the reader.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const last = made;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(made).toBe(last);
    model.decode = decode;
  });

  it("is one of so many that a client may have at a time", async () => {
    const streams = await Promise.all(Array.from({ length: 4 }, () => raw({ query: QUERY })));
    expect(streams.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const refused = await raw({ query: QUERY });
    expect(refused.statusCode).toBe(429);
    for (const stream of [...streams, refused]) stream.destroy();
    await expect
      .poll(async () => {
        const again = await raw({ query: "{ models { id } }" });
        again.resume();
        return again.statusCode;
      })
      .toBe(200);
  });

  it.each([
    ["a GET, which a page may send unasked", { method: "GET" }, 405],
    [
      "a form, which a page may send unasked",
      { method: "POST", body: "query={models{id}}", headers: { "content-type": "application/x-www-form-urlencoded" } },
      406,
    ],
    [
      "text, which a page may send unasked",
      { method: "POST", body: '{"query":"{models{id}}"}', headers: { "content-type": "text/plain" } },
      406,
    ],
    [
      "JSON for who wants JSON",
      {
        method: "POST",
        body: '{"query":"{models{id}}"}',
        headers: { "content-type": "application/json", accept: "application/json" },
      },
      406,
    ],
    [
      "a batch",
      {
        method: "POST",
        body: '[{"query":"{models{id}}"}]',
        headers: { "content-type": "application/json", accept: "text/event-stream" },
      },
      400,
    ],
    [
      "no operation",
      { method: "POST", body: "{}", headers: { "content-type": "application/json", accept: "text/event-stream" } },
      400,
    ],
    [
      "what is no JSON",
      { method: "POST", body: "{", headers: { "content-type": "application/json", accept: "text/event-stream" } },
      400,
    ],
  ])("is not opened by %s", async (_what, init, status) => {
    const response = await fetch(`${running.url}/graphql/stream`, init);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain("tiny");
  });
});

describe("Automatic persisted queries", () => {
  const query = "query Persisted { models { id } }";
  const hash = createHash("sha256").update(query).digest("hex");
  const persistedQuery = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const post = async (body: object) => {
    const response = await fetch(`${running.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] },
    };
  };

  it("are remembered at one door for all of them, by Apollo's protocol", async () => {
    expect(await post(persistedQuery(hash))).toMatchObject({
      status: 200,
      body: { errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }] },
    });
    const answer = { models: [{ id: "tiny@1" }] };
    expect((await post({ query, ...persistedQuery(hash) })).body.data).toEqual(answer);
    expect((await post(persistedQuery(hash))).body.data).toEqual(answer);
    const search = new URLSearchParams({ extensions: JSON.stringify(persistedQuery(hash).extensions) });
    const got = await fetch(`${running.url}/graphql?${search}`, { headers: { "apollo-require-preflight": "true" } });
    expect(await got.json()).toEqual({ data: answer });
    // Without the header that no page can send unasked, not by GET either.
    expect((await fetch(`${running.url}/graphql?${search}`)).status).toBe(400);
    const { body: streamed } = { body: [] as unknown[] };
    for await (const one of connect().iterate({ query: "", ...persistedQuery(hash) })) streamed.push(one);
    expect(streamed).toEqual([{ data: answer }]);
  });

  it("must have the hash of their text", async () => {
    const { status, body } = await post({ query: "{ model { id } }", ...persistedQuery(hash) });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, "PERSISTED_QUERY_MISMATCH"]);
    for (const odd of [
      { persistedQuery: 1 },
      { persistedQuery: { version: 2, sha256Hash: hash } },
      { persistedQuery: null },
    ]) {
      expect((await post({ extensions: odd })).body.errors?.[0]?.extensions.code).toBe("PERSISTED_QUERY_MISMATCH");
    }
    expect((await ask(running.url, "{ models { id } }")).data).toEqual({ models: [{ id: "tiny@1" }] });
  });
});
