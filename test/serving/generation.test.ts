import { describe, expect, it } from "vitest";
import type { Manifest } from "../../src/bundle/index.js";
import { OverloadedError } from "../../src/serving/errors/overloadedError.js";
import { augmentedStream } from "../../src/serving/generation/augmentedStream.js";
import { randomSeed } from "../../src/serving/generation/randomSeed.js";
import { stoppable } from "../../src/serving/generation/stoppable.js";
import type { ServedModel } from "../../src/serving/models/servedModel.js";
import { LABELS, SIZE, STATISTICS } from "../support/tinyBundle.js";

const manifest = { labels: LABELS, imageSize: SIZE, covariance: { form: "correct" } } as Manifest;
const plan = { classes: ["fear"], s: 1, batchSize: 2, total: 100, start: { seed: 1, next: 0 } };

/** A model whose decoder is the given function. */
function model(decode: ServedModel["decode"]): ServedModel {
  return { manifest, digest: "d", statistics: STATISTICS, decode, hold: () => () => {} } as unknown as ServedModel;
}

const black: ServedModel["decode"] = (latents) => latents.map(async () => new Uint8Array(3));

describe("a stream of generated images", () => {
  it("makes a batch only when it is asked for one", async () => {
    let made = 0;
    const stream = augmentedStream(
      model((latents) => {
        made++;
        return black(latents);
      }),
      plan,
      new AbortController().signal,
    );
    expect(made).toBe(0);
    await stream.next();
    expect(made).toBe(1);
    await stream.next();
    expect(made).toBe(2);
  });

  it("waits and goes on where a request would be refused", async () => {
    let refusals = 2;
    const decode: ServedModel["decode"] = (latents) => {
      if (refusals-- > 0) throw new OverloadedError(1, 1, 1);
      return black(latents);
    };
    const stream = augmentedStream(model(decode), plan, new AbortController().signal);
    expect((await stream.next()).value?.index).toBe(0);
    expect(refusals).toBeLessThan(0);
  });

  it("ends at once when its reader leaves in the middle of a batch, and tells the model", async () => {
    let told = false;
    const decode: ServedModel["decode"] = (_latents, options) => [
      new Promise((_resolve, reject) => {
        options!.signal!.addEventListener("abort", () => {
          told = true;
          reject(new Error("cancelled"));
        });
      }),
    ];
    const stream = stoppable((signal) => augmentedStream(model(decode), { ...plan, batchSize: 1 }, signal));
    const pending = stream.next();
    await stream.return?.();
    expect(told).toBe(true);
    expect(await pending).toEqual({ done: true, value: undefined });
  });

  it("ends with the error of a model that fails", async () => {
    const decode: ServedModel["decode"] = () => [Promise.reject(new Error("broken"))];
    const stream = stoppable((signal) => augmentedStream(model(decode), { ...plan, batchSize: 1 }, signal));
    await expect(stream.next()).rejects.toThrow("broken");
  });
});

describe("randomSeed", () => {
  it("draws integers of up to 53 bits", () => {
    const seeds = Array.from({ length: 1000 }, randomSeed);
    expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
    expect(new Set(seeds).size).toBe(1000);
    expect(Math.max(...seeds)).toBeGreaterThan(2 ** 52);
    expect(new Set(seeds.map((seed) => seed % 32)).size).toBe(32);
  });
});
