import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { decodePhotograph } from "../../src/images/index.js";
import { importFaceApi } from "../../src/pretrained/index.js";
import type { ServingEvent } from "../../src/serving/events/servingEvent.js";
import { faceApiReference, type ReferenceFace, SAMPLES } from "../support/faceApiReference.js";
import { ask, latentNumbers, plainPng } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";
import { tinyModels } from "../support/tinyBundle.js";

vi.mock("../../src/images/index.js", async (original) => {
  const images = await original<typeof import("../../src/images/index.js")>();
  return { ...images, decodePhotograph: vi.fn(images.decodePhotograph) };
});

interface Classified {
  model: string;
  label: string;
  probability: number;
  probabilities: { label: string; probability: number }[];
  faceBox: { x: number; y: number; width: number; height: number } | null;
}

interface Face {
  box: { x: number; y: number; width: number; height: number };
  quality: { score: number; size: number; sharpness: number; yaw: number; roll: number };
  landmarks: { x: number; y: number }[];
  abstention: { reason: string; message: string } | null;
  expression: Classified | null;
  encoding: { mean: string };
}

/** The package's words for this project's labels. */
const WORDS: Record<string, string> = {
  ...{ neutral: "neutral", happiness: "happy", sadness: "sad", anger: "angry" },
  ...{ fear: "fearful", disgust: "disgusted", surprise: "surprised" },
};
const BOX = "box { x y width height }";
const CLASSIFIED = "model label probability probabilities { label probability } faceBox { x y width height }";
const events: ServingEvent[] = [];

const folder = await tinyModels();
await importFaceApi(folder);
const running = runningServer({}, { models: { folder } }, (event) => events.push(event));
const faces = (fields: string, image: Uint8Array, first = 16) =>
  ask<{ faces: Face[] }>(
    running.url,
    `query ($base64: String!, $first: Int) { faces(image: { base64: $base64 }, first: $first) { ${fields} } }`,
    { base64: Buffer.from(image).toString("base64"), first },
  );
const classified = (image: Uint8Array, rest = "") =>
  ask<{ classifyExpression: Classified }>(
    running.url,
    `query ($base64: String!) { classifyExpression(image: { base64: $base64 }${rest}) { ${CLASSIFIED} } }`,
    { base64: Buffer.from(image).toString("base64") },
  );

describe("faces", () => {
  let reference: ReferenceFace[][];
  beforeAll(async () => {
    reference = await faceApiReference(SAMPLES);
  }, 300_000);

  it("finds every face that face-api itself finds in its sample photographs, with the same numbers", async () => {
    expect(reference.map((found) => found.length)).toEqual([3, 1, 3, 3, 5, 5]);
    for (const [i, sample] of SAMPLES.entries()) {
      const { data, errors } = await faces(
        `${BOX} quality { score } landmarks { x y } expression(force: true) { ${CLASSIFIED} }`,
        sample,
      );
      expect(errors).toBeUndefined();
      expect(data.faces.length).toBe(reference[i]!.length);
      for (const [j, face] of data.faces.entries()) {
        const own = reference[i]![j]!;
        for (const side of ["x", "y", "width", "height"] as const)
          expect(Math.abs(face.box[side] - own.box[side])).toBeLessThan(1e-2);
        expect(Math.abs(face.quality.score - own.score)).toBeLessThan(1e-3);
        face.landmarks.forEach(({ x, y }, k) => {
          expect(Math.hypot(x - own.landmarks[k]!.x, y - own.landmarks[k]!.y)).toBeLessThan(1e-1);
        });
        for (const { label, probability } of face.expression!.probabilities)
          expect(Math.abs(probability - own.expressions[WORDS[label]!]!)).toBeLessThan(1e-3);
      }
    }
  }, 120_000);
});

describe("one operation", () => {
  beforeEach(() => {
    events.length = 0;
    vi.mocked(decodePhotograph).mockClear();
  });

  it("decodes a photograph once, looks for its faces once and batches them, whatever is asked", async () => {
    const { data, errors } = await ask<{ faces: Face[]; again: { index: number }[] }>(
      running.url,
      `query ($image: ImageInput!) {
        faces(image: $image) { ${BOX} abstention { reason } expression { label } tiny: expression(model: "tiny", force: true) { label }
          encoding { mean } augment(class: "fear", n: 2, seed: 7) { images { latent base64 } } }
        again: faces(image: $image, first: 2) { index }
        classifyExpression(image: $image) { label }
      }`,
      { image: { base64: SAMPLES[2]!.toString("base64") } },
    );
    expect(errors).toBeUndefined();
    expect(data.faces.length).toBe(3);
    expect(data.again.length).toBe(2);
    expect(vi.mocked(decodePhotograph)).toHaveBeenCalledTimes(1);
    const batches = events.flatMap((event) => (event.kind === "batched" ? [[event.network, event.rows]] : []));
    expect(batches.filter(([network]) => network === "detector")).toEqual([["detector", 1]]);
    expect(batches.filter(([network]) => network === "landmarks")).toEqual([["landmarks", 3]]);
    expect(batches.filter(([network]) => network === "classifier:expression")).toEqual([["classifier:expression", 3]]);
  });

  it("may not ask for more generated images than its limit, however many faces there are", async () => {
    const { errors } = await faces(`augment(class: "fear", n: 64) { images { latent } }`, SAMPLES[4]!);
    expect(errors?.map(({ extensions }) => extensions.code)).toContain("TOO_MANY_IMAGES");
  });
});

describe("a face that cannot be judged", () => {
  const answer = async (image: Buffer) => {
    const { data } = await faces(
      "abstention { reason message } expression { label } quality { size sharpness }",
      image,
    );
    return data.faces;
  };

  it("has no expression but the reason, unless an answer is insisted on", async () => {
    const small = await answer(await sharp(SAMPLES[2]!).resize(200).png().toBuffer());
    expect(small.length).toBeGreaterThan(0);
    for (const face of small) expect(face).toMatchObject({ abstention: { reason: "TOO_SMALL" }, expression: null });
    const blurred = await sharp(SAMPLES[5]!).blur(9).jpeg().toBuffer();
    const found = await answer(blurred);
    expect(found.length).toBeGreaterThan(0);
    for (const face of found) expect(face).toMatchObject({ abstention: { reason: "BLURRED" }, expression: null });
    const insisted = await faces("expression(force: true) { label }", blurred);
    expect(insisted.data.faces[0]!.expression?.label).toEqual(expect.any(String));
  });
});

describe("classifyExpression", () => {
  it("answers a photograph with its largest face, by the model that finds faces", async () => {
    const { data, errors } = await classified(SAMPLES[2]!);
    expect(errors).toBeUndefined();
    const found = await faces(BOX, SAMPLES[2]!);
    const areas = found.data.faces.map(({ box }) => box.width * box.height);
    const largest = found.data.faces[areas.indexOf(Math.max(...areas))]!;
    expect(data.classifyExpression).toMatchObject({ model: expect.stringMatching(/^face-api@/), label: "happiness" });
    expect(data.classifyExpression.faceBox).toEqual(largest.box);
  });

  it("does as it is told: another model, a face box, and faces that were cut out already", async () => {
    const told = await classified(SAMPLES[2]!, ', model: "tiny"');
    expect(told.data.classifyExpression).toMatchObject({ model: "tiny@1", faceBox: null });
    const cut = await classified(await plainPng(200, 150, 120, 100));
    expect(cut.data.classifyExpression).toMatchObject({ model: expect.stringMatching(/^face-api@/), faceBox: null });
    const boxed = await ask<{ classifyExpression: Classified }>(
      running.url,
      `query ($image: ImageInput!) { classifyExpression(image: $image) { ${CLASSIFIED} } }`,
      {
        image: {
          base64: SAMPLES[2]!.toString("base64"),
          faceBox: { x: 1004, y: 252, width: 324, height: 275 },
        },
      },
    );
    expect(boxed.data.classifyExpression).toMatchObject({ label: "happiness", faceBox: null });
  });

  it("says so when a photograph has no face, and when the face cannot be judged", async () => {
    const none = await classified(await plainPng(120, 130, 140, 640));
    expect(none.errors?.[0]?.extensions.code).toBe("NO_FACE");
    const blurred = await classified(await sharp(SAMPLES[5]!).blur(9).jpeg().toBuffer());
    expect(blurred.errors?.[0]?.extensions).toMatchObject({ code: "FACE_NOT_USABLE", reason: "BLURRED" });
  });
});

describe("a model without a latent space", () => {
  it("says what it cannot do", async () => {
    const { data } = await ask<{ model: { abilities: string[]; latentSize: number } }>(
      running.url,
      `{ model(id: "face-api") { abilities latentSize } }`,
    );
    expect(data.model).toEqual({ abilities: ["CLASSIFY", "FIND_FACES"], latentSize: 0 });
    const image = `{ base64: "${(await plainPng(1, 2, 3)).toString("base64")}" }`;
    const codes = async (query: string) => {
      const { errors } = await ask(running.url, query);
      return errors?.map(({ extensions }) => extensions.code);
    };
    expect(await codes(`{ augment(class: "fear", model: "face-api") { images { latent } } }`)).toEqual([
      "MODEL_CANNOT",
    ]);
    expect(await codes(`{ encode(images: [${image}], model: "face-api") { mean } }`)).toEqual(["MODEL_CANNOT"]);
    expect(await codes(`{ decode(latents: [[1]], model: "face-api") { latent } }`)).toEqual(["MODEL_CANNOT"]);
    expect(await codes(`{ faces(image: ${image}, finder: "tiny") { index } }`)).toEqual(["MODEL_CANNOT"]);
  });

  it("leaves generating to the others where none is named", async () => {
    const { data } = await ask<{ augment: { images: { latent: string }[] } }>(
      running.url,
      `{ augment(class: "fear", n: 1, seed: 1) { images { latent } } }`,
    );
    expect(latentNumbers(data.augment.images[0]!.latent).length).toBe(4);
  });
});
