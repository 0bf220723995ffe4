import { readFileSync } from "node:fs";
import { createClient } from "graphql-ws";
import { pino } from "pino";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { readBundle } from "../../src/bundle/index.js";
import { configurationOf } from "../../src/config/index.js";
import { ask } from "../support/graphql.js";
import { untilReady } from "../support/runningServer.js";

const FOLDER = "models/synthetic-faces/3";
const PHOTOGRAPH = "node_modules/@vladmandic/face-api/demo/sample1.jpg";

let server: RunningServer;

beforeAll(async () => {
  const configuration = configurationOf({ server: { port: 0 }, models: { device: "cpu", cores: 2 } });
  server = await startServer(configuration, pino({ level: "silent" }));
  await untilReady(server.url);
});
afterAll(() => server.close());

interface Image {
  label: string;
  index: number;
  base64: string;
}

describe("The bundle in the repository", () => {
  it("passes every check of a bundle and tells how it was made", async () => {
    const { manifest, files } = await readBundle(FOLDER);
    expect(manifest.training.command).toMatch(/^semblance train --data synthetic /);
    expect(new TextDecoder().decode(files.get("MODEL_CARD.md"))).toContain("fear");
  });

  it("beats always answering the commonest class by a wide margin, on balanced data", async () => {
    const { manifest } = await readBundle(FOLDER);
    const [classifier] = manifest.networks.classifiers;
    const scores = manifest.metrics.classifiers[classifier!.id]!.balancedTest!;
    expect(scores.accuracy).toBeGreaterThan(2 / manifest.labels.length);
  });

  it("classifies a real photograph, with probabilities that add up to one", async () => {
    const image = { base64: readFileSync(PHOTOGRAPH).toString("base64") };
    const { data, errors } = await ask<{
      classifyExpression: { label: string; probabilities: { label: string; probability: number }[] };
    }>(
      server.url,
      "query ($image: ImageInput!) { classifyExpression(image: $image) { label probabilities { label probability } } }",
      { image },
    );
    expect(errors).toBeUndefined();
    const { label, probabilities } = data.classifyExpression;
    expect(probabilities).toHaveLength(7);
    expect(probabilities.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
    const best = probabilities.reduce((a, b) => (b.probability > a.probability ? b : a));
    expect(label).toBe(best.label);
  });

  it("augments fear twice with the same bytes, and each image is a picture of the bundle's size", async () => {
    const query = `{ augment(class: "fear", s: 0.5, n: 4, seed: 7) { images { label index base64 } } }`;
    const [first, second] = [
      await ask<{ augment: { images: Image[] } }>(server.url, query),
      await ask(server.url, query),
    ];
    expect(first.data.augment.images).toHaveLength(4);
    expect(second).toEqual(first);
    expect(new Set(first.data.augment.images.map((image) => image.base64)).size).toBe(4);
    for (const { base64 } of first.data.augment.images) {
      const { width, height } = await sharp(Buffer.from(base64, "base64")).metadata();
      expect([width, height]).toEqual([48, 48]);
    }
  });

  it("streams three batches of its tail classes", async () => {
    const client = createClient({ url: `${server.url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket });
    const labels: string[][] = [];
    const query = "subscription { augmentedBatches(batchSize: 6, total: 18) { images { label } } }";
    for await (const { data } of client.iterate<{ augmentedBatches: { images: Image[] } }>({ query })) {
      labels.push(data!.augmentedBatches.images.map((image) => image.label));
    }
    await client.dispose();
    expect(labels).toHaveLength(3);
    expect(new Set(labels.flat())).toEqual(new Set(["fear", "disgust", "anger"]));
  });
});
