import { type Client, createClient, type SubscribePayload } from "graphql-ws";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer();
const clients: Client[] = [];

function connect(): Client {
  const url = `${running.url.replace("http", "ws")}/graphql`;
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});

interface Batch {
  index: number;
  cursor: string;
  images: { index: number; label: string; base64: string }[];
}

const QUERY = `subscription (
  $classes: [String!], $s: Float, $batchSize: Int, $total: Int, $seed: Seed, $after: Cursor, $model: ID
) {
  augmentedBatches(
    classes: $classes, s: $s, batchSize: $batchSize, total: $total, seed: $seed, after: $after, model: $model
  ) { index cursor images { index label base64 } }
}`;

/** Every batch of a stream, or the first `most`. */
async function batches(variables: Record<string, unknown>, most = Infinity, client = connect()): Promise<Batch[]> {
  const found: Batch[] = [];
  for await (const { data, errors } of client.iterate<{ augmentedBatches: Batch }>({ query: QUERY, variables })) {
    if (errors) throw errors;
    found.push(data!.augmentedBatches);
    if (found.length === most) break;
  }
  return found;
}

/** What the server answers to something that it refuses. */
async function refusal(payload: SubscribePayload, client = connect()): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.subscribe(payload, {
      next: ({ errors }) => (errors ? resolve(errors) : undefined),
      error: resolve,
      complete: () => reject(new Error("It was not refused.")),
    });
  });
}

describe("augmentedBatches", () => {
  it("streams the tail classes in turn, the last batch cut to the total", async () => {
    const found = await batches({ batchSize: 4, total: 10, seed: 3 });
    expect(found.map(({ index, images }) => [index, images.length])).toEqual([
      [0, 4],
      [1, 4],
      [2, 2],
    ]);
    const images = found.flatMap((batch) => batch.images);
    expect(images.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(images.map(({ label }) => label)).toEqual(images.map((_, i) => (i % 2 === 0 ? "sadness" : "fear")));
  });

  it("gives image i as augment does for its class, seed and index", async () => {
    const images = (await batches({ batchSize: 3, total: 6, seed: 5, s: 2 })).flatMap((batch) => batch.images);
    const { data } = await ask<Record<string, { images: { base64: string }[] }>>(
      running.url,
      `{ sadness: augment(class: "sadness", seed: 5, s: 2, n: 6) { images { base64 } }
         fear: augment(class: "fear", seed: 5, s: 2, n: 6) { images { base64 } } }`,
    );
    for (const { index, label, base64 } of images) expect(base64).toBe(data[label]!.images[index]!.base64);
  });

  it("resumes after a cursor with the images that were still to come", async () => {
    const variables = { classes: ["fear", "happiness", "sadness"], batchSize: 4, total: 18, seed: 11 };
    const whole = await batches(variables);
    const begun = await batches(variables, 2);
    const { seed: _, ...rest } = variables;
    const resumed = await batches({ ...rest, after: begun[1]!.cursor });
    expect([...begun, ...resumed]).toEqual(whole);
  });

  it("resumes a stream whose seed the server drew", async () => {
    const begun = await batches({ batchSize: 2, total: 6 }, 1);
    const rest = await batches({ batchSize: 2, total: 6, after: begun[0]!.cursor });
    const again = await batches({ batchSize: 2, total: 6, after: begun[0]!.cursor });
    expect(rest.flatMap(({ images }) => images.map(({ index }) => index))).toEqual([2, 3, 4, 5]);
    expect(again).toEqual(rest);
  });

  it.each([
    ["a class that the model has not", { classes: ["joy"] }, "UNKNOWN_CLASS"],
    ["no class", { classes: [] }, "ARGUMENT_OUT_OF_RANGE"],
    ["a model that is not served", { model: "huge" }, "UNKNOWN_MODEL"],
    ["s above 4", { s: 5 }, "ARGUMENT_OUT_OF_RANGE"],
    ["an empty batch", { batchSize: 0 }, "ARGUMENT_OUT_OF_RANGE"],
    ["a batch of 65", { batchSize: 65 }, "ARGUMENT_OUT_OF_RANGE"],
    ["no image in all", { total: 0 }, "ARGUMENT_OUT_OF_RANGE"],
    ["100,001 images", { total: 100_001 }, "ARGUMENT_OUT_OF_RANGE"],
    ["a cursor of its own making", { after: "abc" }, "INVALID_CURSOR"],
  ])("refuses %s", async (_what, variables, code) => {
    expect(await refusal({ query: QUERY, variables })).toMatchObject([{ extensions: { code } }]);
  });

  it("refuses a cursor of another stream, and another seed beside a cursor", async () => {
    const [first] = await batches({ batchSize: 1, total: 2, seed: 1 }, 1);
    for (const other of [{ s: 2 }, { classes: ["fear"] }, { seed: 2 }]) {
      expect(await refusal({ query: QUERY, variables: { ...other, after: first!.cursor } })).toMatchObject([
        { extensions: { code: "INVALID_CURSOR" } },
      ]);
    }
  });
});

describe("the WebSocket door", () => {
  it("answers queries too", async () => {
    const found = [];
    for await (const result of connect().iterate({ query: "{ models { id } }" })) found.push(result);
    expect(found).toEqual([{ data: { models: [{ id: "tiny@1" }] } }]);
  });

  it("refuses the 33rd operation at a time with a message, and keeps the socket and the others", async () => {
    const client = connect();
    const streams = Array.from({ length: 32 }, () =>
      client.iterate<{ augmentedBatches: Batch }>({ query: QUERY, variables: { batchSize: 1 } }),
    );
    for (const stream of streams) await stream.next();
    const query = "{ models { id } }";
    expect(await refusal({ query }, client)).toMatchObject([{ extensions: { code: "TOO_MANY_SUBSCRIPTIONS" } }]);
    expect((await streams[0]!.next()).value?.data?.augmentedBatches.images).toHaveLength(1);
    await streams[0]!.return?.();
    const { value } = await client.iterate({ query }).next();
    expect(value?.data).toEqual({ models: [{ id: "tiny@1" }] });
    for (const stream of streams) await stream.return?.();
  });

  it.each([
    ["too many tokens", `{ ${"models { id } ".repeat(600)} }`, "GRAPHQL_VALIDATION_FAILED"],
    [
      "too many aliases",
      `{ ${Array.from({ length: 33 }, (_, i) => `a${i}: __typename`).join(" ")} }`,
      "TOO_MANY_ALIASES",
    ],
    ["a field that there is not", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "too many images",
      `{ ${["a", "b", "c", "d", "e"].map((alias) => `${alias}: augment(class: "fear", n: 64) { s }`).join(" ")} }`,
      "TOO_MANY_IMAGES",
    ],
  ])("refuses %s, as the HTTP door does", async (_what, query, code) => {
    expect(await refusal({ query })).toMatchObject([{ extensions: { code } }]);
  });

  it("closes a socket whose message is too large, and only that one", async () => {
    const socket = new WebSocket(`${running.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    await new Promise((resolve) => socket.once("open", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.send("x".repeat(1024 * 1024 + 1));
    expect(await closed).toBe(1009);
    expect(await batches({ batchSize: 1, total: 1 })).toHaveLength(1);
  });

  it("stops generating when the client stops listening", async () => {
    const client = connect();
    const stream = client.iterate({ query: QUERY, variables: { batchSize: 1 } });
    await stream.next();
    await stream.return?.();
    // Nothing of the stream is left in the queue: a new one is served at once, from its beginning.
    expect(await batches({ batchSize: 1, total: 1, seed: 1 }, 1, client)).toMatchObject([{ index: 0 }]);
  });
});
