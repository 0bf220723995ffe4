import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawLatent, estimateStatistics } from "../../src/augmentation/index.js";
import { exportOnnx } from "../../src/compiler/index.js";
import { openSession, type Session } from "../../src/runtime/index.js";
import { Random } from "../../src/tensor/random.js";
import { presets } from "../../src/training/index.js";
import { type AugmentationSettings, settingsSchema } from "../../src/training/settings.js";
import { generatePool } from "../../src/training/stages/generatePool.js";
import { type FilterRates, poolOptions, requireKnownClasses } from "../../src/training/stages/poolOptions.js";
import { eagerBackend } from "../networks/eager.js";

const D = 12;
const SIZE = 2;
const COUNT = 200;
const labels = ["dark", "light"];
const statistics = estimateStatistics(new Map(labels.map((label) => [label, new Random(9, label).normals(30 * D)])), D);

let decoder: Session;
let teacher: Session;
beforeAll(async () => {
  await eagerBackend();
  // A picture of 2 x 2 pixels is its latent vector: 128 + 20 z. The teacher looks at the first number alone.
  const decode = exportOnnx(
    ({ latents }) => ({ images: tf.reshape(tf.add(tf.mul(latents!, 20), 128), [-1, SIZE, SIZE, 3]) }),
    { inputs: [{ name: "latents", dtype: "float32", shape: [-1, D] }], outputs: { images: "uint8" } },
  );
  const classify = exportOnnx(
    ({ images }) => {
      const first = tf.slice(tf.reshape(tf.cast(images!, "float32"), [-1, D]), [0, 0], [-1, 1]);
      const light = tf.sigmoid(tf.sub(first, 128));
      return { probabilities: tf.concat([tf.sub(1, light), light], 1) };
    },
    { inputs: [{ name: "images", dtype: "uint8", shape: [-1, SIZE, SIZE, 3] }] },
  );
  decoder = await openSession(decode, { device: "cpu", threads: 1 });
  teacher = await openSession(classify, { device: "cpu", threads: 1 });
});
afterAll(async () => {
  await decoder.close();
  await teacher.close();
});

async function generate(change: Partial<AugmentationSettings>, rates = new Map<string, FilterRates>()) {
  const settings = { ...presets.tiny.augmentation, pool: COUNT, ...change } as AugmentationSettings;
  const options = poolOptions(settings, {
    ...{ labels, seed: 5, teacher, size: SIZE, statistics },
    report: (label, given) => rates.set(label, given),
  });
  return generatePool(decoder, statistics, options);
}

const bytes = (latent: Float32Array) => Array.from(latent, (z) => Math.max(0, Math.min(255, Math.round(128 + 20 * z))));
const sourceOf = (label: string, i: number) => {
  const random = new Random(5, "pool", label, i);
  const source = random.integer(30);
  return { mean: statistics.get(label)!.sources.slice(source * D, (source + 1) * D), random };
};
const image = (pool: Awaited<ReturnType<typeof generate>>, c: number, i: number) => [
  ...pool.get(c)!.subarray(i * D, (i + 1) * D),
];
const spread = (pool: Awaited<ReturnType<typeof generate>>, c: number) => {
  const moves = Array.from({ length: COUNT }, (_, i) => {
    const from = bytes(sourceOf(labels[c]!, i).mean);
    return image(pool, c, i).map((value, k) => Math.abs(value - from[k]!));
  }).flat();
  return moves.reduce((sum, value) => sum + value, 0) / moves.length;
};

describe("the pool of generated images", () => {
  it("is, with no option, what the formula gives, image by image", async () => {
    const pool = await generate({});
    for (const i of [0, 7, 199]) {
      const { mean, random } = sourceOf("light", i);
      const { factor } = statistics.get("light")!;
      const expected = bytes(drawLatent({ mean, factor, s: 0.5, random }));
      image(pool, 1, i).forEach((value, k) => {
        expect(Math.abs(value - expected[k]!)).toBeLessThanOrEqual(1);
      });
    }
  });

  it("takes a strength per class: at 0 the sources themselves, the other class as before", async () => {
    const [pool, plain] = [await generate({ sByClass: { dark: 0 } }), await generate({})];
    expect(spread(pool, 0)).toBeLessThan(0.01);
    expect(pool.get(1)).toEqual(plain.get(1));
  });

  it("moves less when normals are truncated, more or less when equation (4) is read literally, and stays in the range when clipped", async () => {
    const plain = await generate({});
    expect(spread(await generate({ truncation: 0.5 }), 0)).toBeLessThan(0.5 * spread(plain, 0));
    expect((await generate({ covarianceForm: "literal" })).get(0)).not.toEqual(plain.get(0));
    const clipped = await generate({ s: 50, clip: true });
    const highest = Math.max(
      ...Array.from({ length: 2 }, (_, c) => Math.max(...statistics.get(labels[c]!)!.encodings)),
    );
    expect(Math.max(...clipped.get(0)!)).toBeLessThanOrEqual(Math.round(128 + 20 * highest));
  });

  it("filtered by the teacher holds recognised images and unmoved sources only, and tells the rates of every class", async () => {
    const rates = new Map<string, FilterRates>();
    const [pool, plain] = [await generate({ filter: { threshold: 0.5, retries: 1 } }, rates), await generate({})];
    let [unmoved, kept] = [0, 0];
    for (let i = 0; i < COUNT; i++) {
      const made = image(pool, 1, i);
      const recognised = made[0]! >= 128;
      const isSource = made.every((value, k) => value === bytes(sourceOf("light", i).mean)[k]);
      expect(recognised || isSource).toBe(true);
      if (!recognised) unmoved++;
      if (image(plain, 1, i)[0]! >= 128) {
        expect(made).toEqual(image(plain, 1, i));
        kept++;
      }
    }
    expect([...rates.keys()]).toEqual(labels);
    expect(unmoved).toBeGreaterThan(0);
    expect(rates.get("light")!.fallbacks * COUNT).toBeGreaterThanOrEqual(unmoved);
    // First tries and second ones: what was not kept at first was judged again.
    expect(rates.get("light")!.rejections).toBeCloseTo(
      (COUNT - kept + rates.get("light")!.fallbacks * COUNT) / (COUNT + COUNT - kept),
      6,
    );
  });

  it("is not begun for a class that the data set does not have", () => {
    const settings = settingsSchema.parse(presets.tiny).augmentation;
    expect(() => requireKnownClasses({ ...settings, sByClass: { drak: 1 } }, labels)).toThrow(/dark, light.*"drak"/);
    expect(() => requireKnownClasses({ ...settings, sByClass: { dark: 1 } }, labels)).not.toThrow();
  });
});
