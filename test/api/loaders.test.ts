import { describe, expect, it } from "vitest";
import { createLoaders } from "../../src/api/loaders/loaders.js";
import type { ImageInput } from "../../src/api/types/imageInput.js";
import type { ServedModel } from "../../src/serving/models/servedModel.js";
import { plainPng } from "../support/graphql.js";

/** A model that notes what it is asked to classify and answers with the first byte of each image. */
function notingModel(id: string) {
  const asked: [classifier: string, rows: number][] = [];
  const classify: ServedModel["classify"] = (classifier, images) => {
    asked.push([classifier, images.length]);
    return images.map(async (image) => Float32Array.of(image[0]!));
  };
  return { asked, model: { id, classify } as unknown as ServedModel };
}

const image = async (red: number): Promise<ImageInput> => ({ base64: (await plainPng(red, 0, 0)).toString("base64") });

describe("the loaders of one operation", () => {
  it("merge what its fields ask of one network into one submission, and ask for equal images once", async () => {
    const { asked, model } = notingModel("a");
    const { pixels, classify } = createLoaders(new AbortController().signal);
    const inputs = await Promise.all([10, 20, 10, 30, 20].map(image));
    const loaded = await Promise.all(inputs.map((one) => pixels.load({ image: one, size: 8 })));
    const answers = await Promise.all(loaded.map((one) => classify.load({ model, classifier: "c", pixels: one })));
    expect(answers.map(([red]) => red)).toEqual([10, 20, 10, 30, 20]);
    expect(asked).toEqual([["c", 3]]);
  });

  it("keep apart what is asked of different models and classifiers", async () => {
    const [first, second] = [notingModel("a"), notingModel("b")];
    const { pixels, classify } = createLoaders(new AbortController().signal);
    const one = await pixels.load({ image: await image(10), size: 8 });
    await Promise.all([
      classify.load({ model: first.model, classifier: "c", pixels: one }),
      classify.load({ model: first.model, classifier: "d", pixels: one }),
      classify.load({ model: second.model, classifier: "c", pixels: one }),
    ]);
    expect([first.asked, second.asked]).toEqual([
      [
        ["c", 1],
        ["d", 1],
      ],
      [["c", 1]],
    ]);
  });

  it("keep apart the same photograph with different face boxes and sizes", async () => {
    const { pixels } = createLoaders(new AbortController().signal);
    const photograph = await image(10);
    const keys = await Promise.all([
      pixels.load({ image: photograph, size: 8 }),
      pixels.load({ image: photograph, size: 4 }),
      pixels.load({ image: { ...photograph, faceBox: { x: 0, y: 0, width: 4, height: 4 } }, size: 8 }),
    ]);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
    expect(keys.map(({ data }) => data.length)).toEqual([192, 48, 192]);
  });
});
