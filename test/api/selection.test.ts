import { createClient } from "graphql-ws";
import { beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { ServingEvent } from "../../src/serving/events/servingEvent.js";
import { ask, plainPng } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

/** Rows that ran, by network. */
let ran: Record<string, number> = {};
const running = runningServer({}, {}, (event: ServingEvent) => {
  if (event.kind === "ran") ran[event.network] = (ran[event.network] ?? 0) + event.rows;
});
const image = (await plainPng(200, 10, 10)).toString("base64");

beforeEach(() => {
  ran = {};
});

describe("Only the networks that an operation selects run:", () => {
  it.each([
    ["nothing for the seed of an augmentation", `{ augment(class: "fear", n: 8) { seed s class } }`, {}],
    [
      "nothing for the seed, although there is a source",
      `query ($image: ImageInput!) { augment(class: "fear", source: $image) { seed } }`,
      {},
    ],
    [
      "nothing for latents, places and links",
      `{ augment(class: "fear", n: 8) { images { index label latent url } } }`,
      {},
    ],
    [
      "nothing for fields that a directive leaves out",
      `{ augment(class: "fear") { images { index base64 @skip(if: true) ... @include(if: false) { dataUrl } } } }`,
      {},
    ],
    ["the decoder for images", `{ augment(class: "fear", n: 8) { images { base64 } } }`, { decoder: 8 }],
    [
      "the decoder for images behind aliases and fragments",
      `{ a: augment(class: "fear", n: 3) { ...F } } fragment F on Augmentation { i: images { ... on GeneratedImage { d: dataUrl } } }`,
      { decoder: 3 },
    ],
    [
      "the encoder for the latents of a source",
      `query ($image: ImageInput!) { augment(class: "fear", n: 4, source: $image) { images { latent } } }`,
      { encoder: 1 },
    ],
    [
      "the encoder once for mean and variance",
      `query ($image: ImageInput!) { encode(images: [$image]) { mean logVariance } }`,
      { encoder: 1 },
    ],
    [
      "the encoder once for the mean alone",
      `query ($image: ImageInput!) { encode(images: [$image]) { mean } }`,
      { encoder: 1 },
    ],
    [
      "the classifier that is asked for, once for equal images",
      `query ($image: ImageInput!) {
         a: classifyExpression(image: $image, classifier: "opposite") { label }
         b: classifyExpressions(images: [$image, $image], classifier: "opposite") { classification { label } }
       }`,
      { "classifier:opposite": 1 },
    ],
    ["nothing for a model's card", "{ models { id card metrics digest labels } }", {}],
  ])("%s", async (_what, query, expected) => {
    const { errors } = await ask(running.url, query, query.includes("$image") ? { image: { base64: image } } : {});
    expect(errors).toBeUndefined();
    expect(ran).toEqual(expected);
  });

  it("nothing for a stream of latents", async () => {
    const client = createClient({ url: `${running.url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket });
    const query =
      "subscription { augmentedBatches(total: 12, batchSize: 4, seed: 1) { cursor images { latent url } } }";
    let images = 0;
    for await (const { data } of client.iterate<{ augmentedBatches: { images: unknown[] } }>({ query })) {
      images += data!.augmentedBatches.images.length;
    }
    await client.dispose();
    expect(images).toBe(12);
    expect(ran).toEqual({});
  });
});

describe("One operation that classifies, encodes and augments one image", () => {
  it("decodes it once, and says what it cost when it is asked", async () => {
    const query = `query ($image: ImageInput!) {
      classifyExpression(image: $image) { label }
      encode(images: [$image]) { mean }
      augment(class: "fear", source: $image, n: 9, seed: 4) { images { base64 } }
    }`;
    const send = async (headers: Record<string, string>) => {
      const response = await fetch(`${running.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables: { image: { base64: image } } }),
      });
      return (await response.json()) as { data: unknown; extensions?: { cost: unknown } };
    };
    const { extensions, data } = await send({ "x-semblance-cost": "1" });
    // The source of an augmentation is encoded by itself, so that its last bits do not depend on company.
    const rows = { "classifier:colour": 1, encoder: 2, decoder: 9 };
    expect(extensions).toEqual({ cost: { imagesDecoded: 1, rows, queueMs: expect.any(Number) } });
    expect(ran).toEqual(rows);
    expect(await send({})).toEqual({ data });
  });
});

describe("estimate", () => {
  it("tells images, bytes and seconds of a job near to what it then takes", async () => {
    const { data, errors } = await ask<{ estimate: Record<string, unknown> & { bytes: number; seconds: number } }>(
      running.url,
      `{ estimate(augmentation: { balance: { count: 20 }, seed: 1 }) { images classes { label count } bytes seconds waitSeconds } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.estimate).toMatchObject({
      images: 28,
      classes: [
        { label: "sadness", count: 11 },
        { label: "fear", count: 17 },
      ],
      waitSeconds: 0,
    });
    expect(data.estimate.seconds).toBeGreaterThan(0);
    // 28 samples of an image of about 600 bytes in two blocks, a class and a recipe in one each, and a block before each.
    expect(data.estimate.bytes).toBeGreaterThan(28 * 3500);
    expect(data.estimate.bytes).toBeLessThan(28 * 4700);
    expect(ran).toEqual({ decoder: 16 });
  });

  it.each([
    ["nothing", "{ estimate { images } }"],
    ["two things", "{ estimate(images: 3, augmentation: { balance: {} }) { images } }"],
    ["no image", "{ estimate(images: 0) { images } }"],
  ])("refuses %s", async (_what, query) => {
    expect((await ask(running.url, query)).errors).toMatchObject([{ extensions: { code: "ARGUMENT_OUT_OF_RANGE" } }]);
  });
});
