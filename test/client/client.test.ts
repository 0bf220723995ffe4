import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import {
  buildOperation,
  latentNumbers,
  latentOf,
  RequestError,
  SemblanceClient,
  toBase64,
} from "../../src/client/node.js";
import { cuttingProxy } from "../support/cuttingProxy.js";
import { ask, plainPng } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer();
const clientOf = (url = running.url, more = {}) => new SemblanceClient({ url: `${url}/graphql`, ...more });
const SERVED = { id: "tiny@1", labels: ["happiness", "sadness", "fear"] };

describe("SemblanceClient", () => {
  it("answers a selection with just its fields, nested fields and their arguments included", async () => {
    const answer = await clientOf().query({
      models: { id: true, labels: true },
      augment: {
        $: { class: "fear", n: 2, seed: 7 },
        seed: true,
        images: { index: true, base64: { $: { format: "WEBP" } } },
      },
    });
    const seed: number = answer.augment!.seed;
    expect(answer).toEqual({
      models: [SERVED],
      augment: {
        seed,
        images: [0, 1].map((index) => ({ index, base64: expect.stringMatching(/^UklGR/) })),
      },
    });
    const { data } = await ask<{ augment: { images: { base64: string }[] } }>(
      running.url,
      '{ augment(class: "fear", n: 2, seed: 7) { images { base64(format: WEBP) } } }',
    );
    expect(answer.augment!.images.map(({ base64 }) => base64)).toEqual(data.augment.images.map(({ base64 }) => base64));
  });

  it("has no type for what the schema has not, nor for what was not selected", async () => {
    const client = clientOf();
    const answer = await client.query({ model: { id: true } });
    // @ts-expect-error: not selected
    expect(answer.model?.labels).toBeUndefined();
    // @ts-expect-error: no such field
    await expect(client.query({ model: { id: true, colour: true } })).rejects.toMatchObject({
      code: "GRAPHQL_VALIDATION_FAILED",
    });
    // @ts-expect-error: `class` is needed
    await expect(client.query({ augment: { seed: true } })).rejects.toMatchObject({
      code: "GRAPHQL_VALIDATION_FAILED",
    });
    // @ts-expect-error: an argument of another type
    await expect(client.query({ augment: { $: { class: 3 }, seed: true } })).rejects.toBeInstanceOf(RequestError);
    await expect(client.request("{ models { id labels } }")).resolves.toEqual({ models: [SERVED] });
  });

  it("sends files as multipart uploads and the same image as base64, with the same answer", async () => {
    const client = clientOf();
    const png = new Uint8Array(await plainPng(51, 204, 102));
    const fields = { label: true, probabilities: { label: true, probability: true } } as const;
    const [uploaded, inText, inList] = await Promise.all([
      client.query({ classifyExpression: { $: { image: { upload: png } }, ...fields } }),
      client.query({ classifyExpression: { $: { image: { base64: toBase64(png) } }, ...fields } }),
      client.query({
        classifyExpressions: {
          $: { images: [{ upload: new Blob([png]) }, { base64: "bm90aGluZw==" }, { upload: png }] },
          classification: { label: true },
          error: { code: true },
        },
      }),
    ]);
    expect(uploaded.classifyExpression!.label).toBe("sadness");
    expect(inText).toEqual(uploaded);
    expect(inList.classifyExpressions).toEqual([
      { classification: { label: "sadness" }, error: null },
      { classification: null, error: { code: "UNSUPPORTED_IMAGE_FORMAT" } },
      { classification: { label: "sadness" }, error: null },
    ]);
  });

  it("reads and writes latents as numbers", async () => {
    const numbers = Float32Array.of(0.5, -1.25, 3, 1e-8);
    const { decode } = await clientOf().query({
      decode: { $: { latents: [numbers, [0.5, -1.25, 3, 1e-8]] }, latent: true },
    });
    expect(decode!.map(({ latent }) => latentNumbers(latent))).toEqual([numbers, numbers]);
    expect(decode![0]?.latent).toBe(latentOf(numbers));
  });

  it("fails with the server's code, and with its own where no server answers", async () => {
    await expect(clientOf().query({ augment: { $: { class: "joy" }, seed: true } })).rejects.toMatchObject({
      name: "RequestError",
      code: "UNKNOWN_CLASS",
      message: expect.stringContaining("happiness"),
    });
    await expect(clientOf("http://127.0.0.1:1").query({ models: { id: true } })).rejects.toMatchObject({
      code: "CONNECTION",
    });
    await expect(
      new SemblanceClient({ url: `${running.url}/livez` }).query({ models: { id: true } }),
    ).rejects.toMatchObject({ code: "UNEXPECTED_ANSWER", status: 404 });
    await expect(clientOf().query({ models: { id: true } }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("waits as long as an overloaded server asks, sends again, and shows its token", async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      const overloaded = { message: "full", extensions: { code: "OVERLOADED", retryAfterMs: 5 } };
      response.end(JSON.stringify(seen.length < 3 ? { errors: [overloaded] } : { data: { models: [] } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let token = 0;
    const client = clientOf(url, { token: () => `t${++token}`, retries: 2 });
    expect(await client.query({ models: { id: true } })).toEqual({ models: [] });
    expect(seen).toEqual(["Bearer t1", "Bearer t2", "Bearer t3"]);
    server.close();
  });
});

describe("SemblanceClient.subscribe", () => {
  const stream = { classes: ["fear", "sadness"], batchSize: 2, total: 12, seed: 7 };

  it("continues behind the last batch when connections are lost, without a gap or a repetition", async () => {
    // In the middle of a message, however much of the stream is on its way already.
    const proxy = await cuttingProxy(running.url, ['"index":2,"images"', '"index":4,"images"']);
    const waits: number[] = [];
    const client = clientOf(proxy.url, { onReconnect: (attempt: number) => waits.push(attempt) });
    const seen: string[] = [];
    for await (const { augmentedBatches } of client.subscribe({
      augmentedBatches: { $: stream, index: true, images: { label: true, index: true, latent: true } },
    })) {
      expect(Object.keys(augmentedBatches)).toEqual(["index", "images"]);
      seen.push(...augmentedBatches.images.map(({ latent }) => latent));
    }
    await client.close();
    proxy.close();
    const whole: string[] = [];
    const direct = clientOf();
    for await (const { augmentedBatches } of direct.subscribe({
      augmentedBatches: { $: { ...stream, batchSize: 12 }, images: { latent: true } },
    }))
      whole.push(...augmentedBatches.images.map(({ latent }) => latent));
    await direct.close();
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(12);
    expect(waits).toEqual([1, 1]);
  });

  it("keeps only so much in memory when it is read slowly, and still misses nothing", async () => {
    const client = clientOf();
    const seen: number[] = [];
    for await (const { augmentedBatches } of client.subscribe({
      augmentedBatches: { $: { ...stream, batchSize: 1, total: 60 }, index: true },
    })) {
      if (augmentedBatches.index < 2) await new Promise((resolve) => setTimeout(resolve, 300));
      seen.push(augmentedBatches.index);
    }
    await client.close();
    expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  it("says so when the connection does not come back", async () => {
    const client = clientOf("http://127.0.0.1:1", { reconnects: 1 });
    const values = client.subscribe({ augmentedBatches: { $: stream, index: true } });
    await expect(values.next()).rejects.toMatchObject({ code: "CONNECTION" });
  });

  it("fails at once with the server's code when an argument is wrong", async () => {
    const client = clientOf();
    const values = client.subscribe({ augmentedBatches: { $: { ...stream, classes: ["joy"] }, index: true } });
    await expect(values.next()).rejects.toMatchObject({ name: "RequestError", code: "UNKNOWN_CLASS" });
    await client.close();
  });

  it("ends on the server when its signal aborts, or when its reader has enough", async () => {
    const client = clientOf();
    const stop = new AbortController();
    const values = client.subscribe(
      { augmentedBatches: { $: { ...stream, total: 100_000 }, index: true } },
      { signal: stop.signal },
    );
    await values.next();
    stop.abort();
    await expect(values.next()).rejects.toMatchObject({ name: "AbortError" });
    for await (const { augmentedBatches } of client.subscribe({ augmentedBatches: { $: stream, index: true } })) {
      expect(augmentedBatches.index).toBe(0);
      break;
    }
    await client.close();
  });
});

describe("buildOperation", () => {
  it("writes every argument as a variable, and gives two of one name two names", () => {
    expect(
      buildOperation("Query", {
        augment: {
          $: { class: "fear", model: "a" },
          images: { base64: { $: { format: "WEBP" } }, dataUrl: { $: { format: "PNG" } } },
        },
        model: { $: { id: "a" }, id: true },
      }),
    ).toEqual({
      query: `query ($class: String!, $model: ID, $format: ImageFormat, $format2: ImageFormat, $id: ID) {
  augment(class: $class, model: $model) {
    images {
      base64(format: $format)
      dataUrl(format: $format2)
    }
  }
  model(id: $id) {
    id
  }
}`,
      variables: { class: "fear", model: "a", format: "WEBP", format2: "PNG", id: "a" },
    });
  });
});
