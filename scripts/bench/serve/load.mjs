// The clients, in a process of their own.
//   node load.mjs
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { answer } from "./answer.mjs";
import { connection, LIVE, post } from "./httpLoad.mjs";
import { photographs } from "./photographs.mjs";
import { quantile } from "./quantile.mjs";

const files = (await photographs(64, 160)).map((file) => file.toString("base64"));
const ONE = "query ($image: ImageInput!) { classifyExpression(image: $image) { label probability } }";
const MANY =
  "query ($images: [ImageInput!]!) { classifyExpressions(images: $images) { classification { label probability } } }";
const AUGMENT =
  "query ($seed: Seed!, $class: String!) { augment(class: $class, n: 32, seed: $seed) { images { base64 } } }";

const KINDS = {
  one: () => files.map((base64) => post("/graphql", { query: ONE, variables: { image: { base64 } } })),
  many: () =>
    [0, 1].map((half) => {
      const images = files.slice(32 * half, 32 * half + 32).map((base64) => ({ base64 }));
      return post("/graphql", { query: MANY, variables: { images } });
    }),
  augment: () =>
    Array.from({ length: 64 }, (_, seed) => post("/graphql", { query: AUGMENT, variables: { seed, class: "fear" } })),
  flask: () => files.map((base64) => post("/classify", { image: base64 })),
};
const IMAGES = { one: 1, many: 32, augment: 32, flask: 1 };

async function http({ url, kind, concurrency, seconds, live }) {
  const { hostname, port } = new URL(url);
  const requests = KINDS[kind]();
  const [latencies, lives] = [[], []];
  const start = performance.now();
  const end = start + seconds * 1000;
  let sent = 0;
  const client = async () => {
    const { send, end: close } = connection(hostname, port);
    while (performance.now() < end) {
      const began = performance.now();
      const chunks = await send(requests[sent++ % requests.length]);
      latencies.push(performance.now() - began);
      // One look at every answer would cost as much as the server's part.
      if (latencies.length % 50 === 1) check(Buffer.concat(chunks).toString("utf8"));
    }
    close();
  };
  const pulse = async () => {
    const { send, end: close } = connection(hostname, port);
    while (performance.now() < end) {
      const began = performance.now();
      await send(LIVE);
      lives.push(performance.now() - began);
      await pause(20);
    }
    close();
  };
  await Promise.all([...Array.from({ length: concurrency }, client), ...(live ? [pulse()] : [])]);
  const elapsed = performance.now() - start;
  const images = latencies.length * IMAGES[kind];
  return {
    ...{ images, operations: latencies.length, perSecond: (images * 1000) / elapsed },
    ...{ p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), p99: quantile(latencies, 0.99) },
    ...(live && { liveP99: quantile(lives, 0.99) }),
  };
}

async function stream({ url, seconds }) {
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const query = "subscription { augmentedBatches(batchSize: 32, seed: 1) { images { base64 } } }";
  const start = performance.now();
  let images = 0;
  let batches = 0;
  for await (const { data } of client.iterate({ query })) {
    images += data.augmentedBatches.images.length;
    batches++;
    if (performance.now() - start > seconds * 1000) break;
  }
  await client.dispose();
  return { images, operations: batches, perSecond: (images * 1000) / (performance.now() - start) };
}

function check(text) {
  const head = text.slice(0, 200);
  if (!head.startsWith("HTTP/1.1 200") || text.includes('"errors"') || text.includes('"classification":null')) {
    throw new Error(`Expected an answer without errors, got ${text.slice(0, 600)}`);
  }
}

answer({}, ({ kind, ...rest }) => (kind === "stream" ? stream(rest) : http({ kind, ...rest })));
