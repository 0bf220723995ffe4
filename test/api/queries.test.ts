import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawLatent } from "../../src/augmentation/drawLatent.js";
import { Random } from "../../src/tensor/random.js";
import { ask, latentNumbers, pixelsOf, plainPng } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";
import { DECODER, ENCODER, LABELS, LATENT, SIZE, STATISTICS } from "../support/tinyBundle.js";

const running = runningServer();
const PIXELS = SIZE * SIZE * 3;

/** What the tiny bundle's classifier answers for a plain colour, computed here. */
function softmax(colour: readonly number[], sharpness = 10): number[] {
  const powers = colour.map((value) => Math.exp((value / 255) * sharpness));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** What the tiny bundle's decoder makes of a latent, computed here in double precision. */
function decoded(latent: ArrayLike<number>): number[] {
  return Array.from({ length: PIXELS }, (_, pixel) => {
    let sum = 0;
    for (let i = 0; i < LATENT; i++) sum += latent[i]! * DECODER[i * PIXELS + pixel]!;
    return Math.round(255 / (1 + Math.exp(-sum)));
  });
}

function expectPixels(actual: Buffer, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  // One step of 255 apart where float32 and double precision round to different sides.
  expected.forEach((value, i) => {
    expect(Math.abs(value - actual[i]!)).toBeLessThanOrEqual(1);
  });
}

type Colour = readonly [red: number, green: number, blue: number];
const base64 = async (red: number, green: number, blue: number) =>
  (await plainPng(red, green, blue)).toString("base64");

describe("models", () => {
  const fields = `id name version labels imageSize latentSize classCounts { label count } tailClasses classifiers metrics card
    device digest ready notReady`;

  it("tells everything about the models that are served", async () => {
    const { data, errors } = await ask<{ models: Record<string, unknown>[] }>(running.url, `{ models { ${fields} } }`);
    expect(errors).toBeUndefined();
    expect(data.models).toEqual([
      {
        ...{ id: "tiny@1", name: "tiny", version: "1", labels: LABELS, imageSize: SIZE, latentSize: LATENT },
        classCounts: [40, 9, 3].map((count, i) => ({ label: LABELS[i], count })),
        tailClasses: ["sadness", "fear"],
        classifiers: ["colour", "opposite"],
        metrics: { classifiers: {}, reconstruction: { l1: 0.1, psnr: 20 } },
        card: "# Tiny\n\nA model for tests: it answers from colours.\n",
        ...{ device: "cpu", digest: expect.stringMatching(/^[0-9a-f]{64}$/), ready: true, notReady: null },
      },
    ]);
  });

  it("finds a model by its id, by its name, and the default one", async () => {
    const query = `{ a: model(id: "tiny@1") { id } b: model(id: "tiny") { id } c: model { id } }`;
    const { data } = await ask(running.url, query);
    expect(data).toEqual({ a: { id: "tiny@1" }, b: { id: "tiny@1" }, c: { id: "tiny@1" } });
  });

  it("names the models that there are when asked for another", async () => {
    const { data, errors } = await ask(running.url, `{ model(id: "huge") { id } }`);
    expect(data).toEqual({ model: null });
    expect(errors).toMatchObject([
      { message: expect.stringContaining("tiny@1"), path: ["model"], extensions: { code: "UNKNOWN_MODEL" } },
    ]);
  });
});

describe("classifyExpression", () => {
  const query = `query ($image: ImageInput!, $model: ID, $classifier: String) {
    classifyExpression(image: $image, model: $model, classifier: $classifier) {
      label probability probabilities { label probability } model classifier notice
    }
  }`;

  it("answers with the probabilities of every class, the most probable first", async () => {
    const { data, errors } = await ask(running.url, query, { image: { base64: await base64(51, 204, 102) } });
    const [happiness, sadness, fear] = softmax([51, 204, 102]);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      classifyExpression: {
        label: "sadness",
        probability: expect.closeTo(sadness!, 5),
        probabilities: [
          { label: "sadness", probability: expect.closeTo(sadness!, 5) },
          { label: "fear", probability: expect.closeTo(fear!, 5) },
          { label: "happiness", probability: expect.closeTo(happiness!, 5) },
        ],
        model: "tiny@1",
        classifier: "colour",
        notice: expect.stringContaining("visible expression"),
      },
    });
  });

  it("asks the classifier that is named", async () => {
    const image = { base64: await base64(51, 204, 102) };
    const { data } = await ask(running.url, query, { image, classifier: "opposite" });
    const [happiness] = softmax([51, 204, 102], -10);
    expect(data).toMatchObject({
      classifyExpression: { label: "happiness", probability: expect.closeTo(happiness!, 5), classifier: "opposite" },
    });
  });

  it("reads data URLs, and crops to a face box", async () => {
    const dataUrl = `data:image/png;base64,${await base64(0, 0, 255)}`;
    const { data } = await ask(running.url, query, {
      image: { dataUrl, faceBox: { x: 1, y: 2, width: 4, height: 4 } },
    });
    expect(data).toMatchObject({ classifyExpression: { label: "fear" } });
  });

  it.each([
    ["no source", {}, "IMAGE_INPUT"],
    ["two sources", { base64: "AAAA", dataUrl: "data:image/png;base64,AAAA" }, "IMAGE_INPUT"],
    ["what is no base64", { base64: "not base64!" }, "IMAGE_INPUT"],
    ["what is no data URL", { dataUrl: "https://example.org/face.png" }, "IMAGE_INPUT"],
    [
      "bytes of no image",
      { base64: Buffer.from("hello, I am no image").toString("base64") },
      "UNSUPPORTED_IMAGE_FORMAT",
    ],
    ["a truncated image", "truncated", "UNDECODABLE_IMAGE"],
    ["a face box beside the image", "beside", "FACE_BOX_OUTSIDE_IMAGE"],
  ])("refuses %s", async (_what, image, code) => {
    const whole = await base64(9, 9, 9);
    const special: Record<string, object> = {
      truncated: { base64: Buffer.from(whole, "base64").subarray(0, 60).toString("base64") },
      beside: { base64: whole, faceBox: { x: 100, y: 100, width: 5, height: 5 } },
    };
    const { errors } = await ask(running.url, query, { image: typeof image === "string" ? special[image] : image });
    expect(errors).toMatchObject([{ path: ["classifyExpression"], extensions: { code } }]);
  });

  it("names the classifiers that there are when asked for another", async () => {
    const { errors } = await ask(running.url, query, { image: { base64: await base64(0, 0, 0) }, classifier: "dan" });
    expect(errors).toMatchObject([{ extensions: { code: "UNKNOWN_CLASSIFIER", known: ["colour", "opposite"] } }]);
  });
});

describe("classifyExpressions", () => {
  const query = `query ($images: [ImageInput!]!) {
    classifyExpressions(images: $images) { classification { label probability } error { code message } }
  }`;

  it("answers each image in its place, and a bad one spoils only its own entry", async () => {
    const colours: (Colour | undefined)[] = [[255, 0, 0], [0, 255, 0], undefined, [0, 0, 255]];
    const images = await Promise.all(
      colours.map(async (colour) => ({
        base64: colour ? await base64(...colour) : Buffer.from("bad").toString("base64"),
      })),
    );
    const { data, errors } = await ask(running.url, query, { images });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      classifyExpressions: [
        { classification: { label: "happiness" }, error: null },
        { classification: { label: "sadness" }, error: null },
        { classification: null, error: { code: "UNSUPPORTED_IMAGE_FORMAT" } },
        { classification: { label: "fear" }, error: null },
      ],
    });
  });

  it.each([0, 65])("refuses a list of %i", async (count) => {
    const images = Array.from({ length: count }, () => ({ base64: "AAAA" }));
    const { errors } = await ask(running.url, query, { images });
    expect(errors).toMatchObject([{ extensions: { code: "ARGUMENT_OUT_OF_RANGE" } }]);
  });
});

describe("encode", () => {
  it("answers with the mean and log variance of each image", async () => {
    const colours: Colour[] = [
      [255, 0, 51],
      [0, 102, 0],
    ];
    const images = await Promise.all(colours.map(async (colour) => ({ base64: await base64(...colour) })));
    const query = "query ($images: [ImageInput!]!) { encode(images: $images) { mean logVariance } }";
    const { data } = await ask<{ encode: { mean: string; logVariance: string }[] }>(running.url, query, { images });
    expect(data.encode).toHaveLength(2);
    data.encode.forEach(({ mean, logVariance }, k) => {
      for (let i = 0; i < LATENT; i++) {
        let expected = 0;
        for (let p = 0; p < PIXELS; p++) expected += (colours[k]![p % 3]! / 255) * ENCODER[p * LATENT + i]!;
        expect(latentNumbers(mean)[i]).toBeCloseTo(expected, 3);
        expect(latentNumbers(logVariance)[i]).toBe(-latentNumbers(mean)[i]!);
      }
    });
  });
});

describe("decode", () => {
  const query = "query ($latents: [Latent!]!) { decode(latents: $latents) { label index latent base64 } }";
  type Decoded = { decode: { label: null; index: number; latent: string; base64: string }[] };

  it("makes an image of each latent, given as numbers or in base64", async () => {
    const numbers = [0.5, -1, 2, 0];
    const bytes = Buffer.from(Float32Array.from([1, 1, -1, 0.25]).buffer).toString("base64");
    const { data, errors } = await ask<Decoded>(running.url, query, { latents: [numbers, bytes] });
    expect(errors).toBeUndefined();
    expectPixels(await pixelsOf(data.decode[0]!.base64), decoded(numbers));
    expectPixels(await pixelsOf(data.decode[1]!.base64), decoded([1, 1, -1, 0.25]));
    expect(data.decode.map(({ index, label }) => [index, label])).toEqual([
      [0, null],
      [1, null],
    ]);
    expect([...latentNumbers(data.decode[0]!.latent)]).toEqual(numbers);
    expect(data.decode[1]!.latent).toBe(bytes);
  });

  it("gives the same bytes for a latent alone and in company", async () => {
    const random = new Random(9, "latents");
    const latents = Array.from({ length: 21 }, () => [...random.normals(LATENT)]);
    const { data: together } = await ask<Decoded>(running.url, query, { latents });
    for (const i of [0, 7, 8, 20]) {
      const { data: alone } = await ask<Decoded>(running.url, query, { latents: [latents[i]] });
      expect(alone.decode[0]!.base64).toBe(together.decode[i]!.base64);
    }
  });

  it.each([
    ["of another length", [[1, 2, 3]], "LATENT_LENGTH"],
    [
      "with an infinite number",
      [Buffer.from(Float32Array.from([1, 2, 3, Infinity]).buffer).toString("base64")],
      "LATENT_LENGTH",
    ],
    ["that is half a number", ["AAAA"], "BAD_USER_INPUT"],
    ["that is no list of numbers", [{ x: 1 }], "BAD_USER_INPUT"],
  ])("refuses a latent %s", async (_what, latents, code) => {
    const { errors } = await ask(running.url, query, { latents });
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe("augment", () => {
  const query = `query ($class: String!, $s: Float, $n: Int, $seed: Seed, $source: ImageInput) {
    augment(class: $class, s: $s, n: $n, seed: $seed, source: $source) {
      class s seed images { label index latent base64 }
    }
  }`;
  type Augmented = {
    augment: {
      class: string;
      s: number;
      seed: number;
      images: { label: string; index: number; latent: string; base64: string }[];
    };
  };
  const augment = (variables: Record<string, unknown>) => ask<Augmented>(running.url, query, variables);

  it("draws each image's source from the class and moves it along the class's covariance", async () => {
    const { data } = await augment({ class: "fear", s: 2, n: 5, seed: 42 });
    const { factor, encodings, count } = STATISTICS.get("fear")!;
    expect(data.augment).toMatchObject({ class: "fear", s: 2, seed: 42 });
    for (const [i, image] of data.augment.images.entries()) {
      const random = new Random(42, "augment", "fear", i);
      const from = random.integer(count) * LATENT;
      const r = random.normals(LATENT);
      const expected = Array.from({ length: LATENT }, (_, row) => {
        let sum = 0;
        for (let column = 0; column <= row; column++) sum += factor[row * LATENT + column]! * r[column]!;
        return encodings[from + row]! + Math.SQRT2 * sum;
      });
      const latent = latentNumbers(image.latent);
      for (let d = 0; d < LATENT; d++) expect(latent[d]).toBeCloseTo(expected[d]!, 5);
      expectPixels(await pixelsOf(image.base64), decoded(latent));
      expect(image).toMatchObject({ label: "fear", index: i });
    }
  });

  it("gives the same images for the same seed, whatever else is asked for", async () => {
    const { data: many } = await augment({ class: "sadness", n: 19, seed: 7 });
    const { data: few } = await augment({ class: "sadness", n: 3, seed: "7" });
    expect(few.augment.images).toEqual(many.augment.images.slice(0, 3));
    expect(new Set(many.augment.images.map(({ base64: file }) => file)).size).toBe(19);
  });

  it("draws a seed when none is given, with which the images can be repeated", async () => {
    const { data: first } = await augment({ class: "fear", n: 2 });
    const { data: second } = await augment({ class: "fear", n: 2 });
    expect(second.augment.seed).not.toBe(first.augment.seed);
    const { data: again } = await augment({ class: "fear", n: 2, seed: first.augment.seed });
    expect(again).toEqual(first);
  });

  it("varies a source image, and with s = 0 only reconstructs it", async () => {
    const source = { base64: await base64(200, 30, 120) };
    const encoding = await ask<{ encode: { mean: string }[] }>(
      running.url,
      "query ($images: [ImageInput!]!) { encode(images: $images) { mean } }",
      { images: [source] },
    );
    const { data: still } = await augment({ class: "fear", s: 0, n: 2, seed: 1, source });
    const mean = latentNumbers(encoding.data.encode[0]!.mean);
    for (const { latent } of still.augment.images) expect(latentNumbers(latent)).toEqual(mean);

    const { data: varied } = await augment({ class: "fear", s: 1, n: 1, seed: 1, source });
    const random = new Random(1, "augment", "fear", 0);
    random.integer(STATISTICS.get("fear")!.count);
    const expected = drawLatent({ mean, factor: STATISTICS.get("fear")!.factor, s: 1, random });
    expect(latentNumbers(varied.augment.images[0]!.latent)).toEqual(expected);
  });

  it("hands images out in each format, marked as synthetic", async () => {
    const { data } = await ask<{ augment: { images: Record<"png" | "webp" | "jpeg" | "url", string>[] } }>(
      running.url,
      `{ augment(class: "fear", seed: 1) { images {
        png: base64 webp: base64(format: WEBP) jpeg: base64(format: JPEG) url: dataUrl(format: WEBP)
      } } }`,
    );
    const { png, webp, jpeg, url } = data.augment.images[0]!;
    expect(await pixelsOf(webp)).toEqual(await pixelsOf(png));
    expect(url).toBe(`data:image/webp;base64,${webp}`);
    for (const [file, signature] of [
      [png, "\x89PNG"],
      [webp, "RIFF"],
      [jpeg, "\xff\xd8\xff"],
    ] as const) {
      const bytes = Buffer.from(file, "base64");
      expect(bytes.toString("latin1").startsWith(signature)).toBe(true);
      expect((await sharp(bytes).metadata()).xmp?.toString()).toContain("trainedAlgorithmicMedia");
    }
  });

  it.each([
    ["a class that the model has not", { class: "joy" }, "UNKNOWN_CLASS"],
    ["s below 0", { class: "fear", s: -0.1 }, "ARGUMENT_OUT_OF_RANGE"],
    ["s above 4", { class: "fear", s: 4.1 }, "ARGUMENT_OUT_OF_RANGE"],
    ["no image", { class: "fear", n: 0 }, "ARGUMENT_OUT_OF_RANGE"],
    ["65 images", { class: "fear", n: 65 }, "ARGUMENT_OUT_OF_RANGE"],
    ["a seed that is no integer", { class: "fear", seed: 0.5 }, "BAD_USER_INPUT"],
    ["a seed beyond 2^53 - 1", { class: "fear", seed: "9007199254740992" }, "BAD_USER_INPUT"],
    ["a negative seed", { class: "fear", seed: -1 }, "BAD_USER_INPUT"],
  ])("refuses %s", async (_what, variables, code) => {
    const { errors } = await augment(variables);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it("takes the bounds themselves", async () => {
    const { errors } = await augment({ class: "fear", s: 4, n: 64, seed: 9007199254740991 });
    expect(errors).toBeUndefined();
  });

  it("lists the classes that there are when asked for another", async () => {
    const { errors } = await augment({ class: "joy" });
    expect(errors?.[0]?.extensions.known).toEqual(LABELS);
  });
});
