import { readFileSync } from "node:fs";
import { buildSchema, findBreakingChanges, printSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { clientTypes } from "../../scripts/client/clientTypes.mjs";
import { createSchema } from "../../src/api/schema.js";

const committed = readFileSync("schema/schema.graphql", "utf8");

describe("schema/schema.graphql", () => {
  it("is the schema of the code (run `npm run schema` after a change)", () => {
    expect(`${printSchema(createSchema())}\n`).toBe(committed);
  });

  it("is what the client's types were made from (run `npm run client` after a change)", () => {
    const generated = readFileSync("src/client/generated/schema.ts", "utf8");
    expect(clientTypes(buildSchema(committed)) === generated, "src/client/generated/schema.ts is current").toBe(true);
  });

  it("keeps what clients were promised", () => {
    // What is promised, by hand: names, arguments, types. Root fields that compute may be null, so that one that is late fails alone.
    const promised = buildSchema(`
      scalar Upload scalar Latent scalar Seed scalar Cursor
      enum ImageFormat { PNG WEBP JPEG }
      input BoxInput { x: Float! y: Float! width: Float! height: Float! }
      input ImageInput { base64: String dataUrl: String upload: Upload faceBox: BoxInput }
      type Query {
        models: [Model!]!
        model(id: ID): Model
        classifyExpression(image: ImageInput!, model: ID, classifier: String): Classification
        classifyExpressions(images: [ImageInput!]!, model: ID, classifier: String): [ClassificationResult!]!
        encode(images: [ImageInput!]!, model: ID): [Encoding!]
        decode(latents: [Latent!]!, model: ID): [GeneratedImage!]
        augment(class: String!, s: Float = 1, n: Int = 1, seed: Seed, source: ImageInput, model: ID): Augmentation
      }
      type Model { id: ID! name: String! version: String! labels: [String!]! imageSize: Int! latentSize: Int! }
      type LabelProbability { label: String! probability: Float! }
      type Classification {
        label: String! probability: Float! probabilities: [LabelProbability!]! model: ID! notice: String!
      }
      type ImageFailure { code: String! message: String! }
      type ClassificationResult { classification: Classification error: ImageFailure }
      type Encoding { mean: Latent! logVariance: Latent! }
      type Augmentation { class: String! s: Float! seed: Seed! images: [GeneratedImage!]! }
      type GeneratedImage {
        label: String base64(format: ImageFormat = PNG): String! dataUrl(format: ImageFormat = PNG): String!
        latent: Latent! index: Int!
      }
      type Subscription {
        augmentedBatches(
          classes: [String!], s: Float = 1, batchSize: Int = 8, total: Int = 100000, seed: Seed, after: Cursor, model: ID
        ): AugmentedBatch!
      }
      type AugmentedBatch { index: Int! cursor: Cursor! images: [GeneratedImage!]! }
    `);
    expect(findBreakingChanges(promised, createSchema())).toEqual([]);
  });
});
