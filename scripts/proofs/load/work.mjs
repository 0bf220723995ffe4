import { createHash } from "node:crypto";
import { pick } from "../random.mjs";
import { ask } from "./ask.mjs";
import { sampleImages } from "./images.mjs";

const CLASSIFY = "query ($image: ImageInput!) { classifyExpression(image: $image) { label probability } }";
const MANY =
  "query ($images: [ImageInput!]!) { classifyExpressions(images: $images) { classification { label } error { code } } }";
const AUGMENT =
  "query ($class: String!, $seed: Seed!) { augment(class: $class, n: 2, seed: $seed) { images { base64(format: PNG) } } }";
const ENCODE = "query ($images: [ImageInput!]!) { encode(images: $images) { mean } }";

/**
 * Work of every kind, with the answer to each as it is when nothing else goes on: what comes under load can then be told right from wrong.
 * Generated images must be the same bytes; probabilities the same to 1e-4, since another batch size may add in another order.
 */
export async function prepareWork(url, seed) {
  const images = (await sampleImages(9, seed)).map(({ bytes }) => ({ base64: bytes.toString("base64") }));
  const { data } = await ask(url, "{ model { labels } }");
  const kinds = [
    ...images.map((image) => ({
      ...{ query: CLASSIFY, variables: { image } },
      digest: ({ classifyExpression: one }) => [one.label, one.probability],
    })),
    ...data.model.labels.slice(0, 3).map((label, i) => ({
      ...{ query: AUGMENT, variables: { class: label, seed: seed + i } },
      digest: ({ augment }) => augment.images.map(({ base64 }) => createHash("sha256").update(base64).digest("hex")),
    })),
    {
      ...{ query: MANY, variables: { images: images.slice(0, 4) } },
      digest: ({ classifyExpressions }) =>
        classifyExpressions.map((one) => one.classification?.label ?? one.error.code),
    },
    {
      ...{ query: ENCODE, variables: { images: images.slice(0, 2) } },
      digest: ({ encode }) => encode.map(({ mean }) => mean.length),
    },
  ];
  for (const kind of kinds) {
    const answer = await ask(url, kind.query, kind.variables);
    if (answer.errors) throw new Error(`The reference was refused: ${JSON.stringify(answer.errors)}`);
    kind.expected = kind.digest(answer.data);
  }
  return { kinds, pick: (random) => pick(random, kinds) };
}

/** Whether data is the reference's. A list that fails one entry with a typed error is no wrong answer. */
export function isRight(kind, data) {
  const got = kind.digest(data);
  return got.every((value, i) => {
    const expected = kind.expected[i];
    if (typeof value === "number" && !Number.isInteger(value)) return Math.abs(value - expected) < 1e-4;
    return value === expected || (kind.query === MANY && /^[A-Z_]+$/.test(value));
  });
}
