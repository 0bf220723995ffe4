import request from "supertest";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/api/limits/limits.js";
import { plainPng } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer();
const ONE = "query ($image: ImageInput!) { classifyExpression(image: $image) { label } }";
const MANY = `query ($images: [ImageInput!]!) {
  classifyExpressions(images: $images) { classification { label } error { code } }
}`;

const multipart = () => request(running.url).post("/graphql").set("apollo-require-preflight", "true");

describe("multipart uploads", () => {
  it("put a file where the map says", async () => {
    const { body } = await multipart()
      .field("operations", JSON.stringify({ query: ONE, variables: { image: { upload: null } } }))
      .field("map", JSON.stringify({ photo: ["variables.image.upload"] }))
      .attach("photo", await plainPng(0, 0, 255), "x.png");
    expect(body).toEqual({ data: { classifyExpression: { label: "fear" } } });
  });

  it("put several files in their places, and one file in two", async () => {
    const images = Array.from({ length: 3 }, () => ({ upload: null }));
    const { body } = await multipart()
      .field("operations", JSON.stringify({ query: MANY, variables: { images } }))
      .field(
        "map",
        JSON.stringify({
          0: ["variables.images.1.upload"],
          1: ["variables.images.0.upload", "variables.images.2.upload"],
        }),
      )
      .attach("0", await plainPng(255, 0, 0), "a.png")
      .attach("1", await plainPng(0, 255, 0), "b.png");
    const labels = body.data.classifyExpressions.map(
      (one: { classification: { label: string } }) => one.classification.label,
    );
    expect(labels).toEqual(["sadness", "happiness", "sadness"]);
  });

  it("are judged by their bytes, not by their names and types", async () => {
    const { body } = await multipart()
      .field("operations", JSON.stringify({ query: MANY, variables: { images: [{ upload: null }] } }))
      .field("map", JSON.stringify({ 0: ["variables.images.0.upload"] }))
      .attach("0", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), {
        filename: "a.png",
        contentType: "image/png",
      });
    expect(body.data.classifyExpressions[0].error.code).toBe("UNSUPPORTED_IMAGE_FORMAT");
  });

  it("are not executed without the header that a browser must ask for", async () => {
    const { status, text } = await request(running.url)
      .post("/graphql")
      .field("operations", JSON.stringify({ query: "{ models { id } }" }))
      .field("map", "{}");
    expect(status).toBe(400);
    expect(text).not.toContain("tiny");
  });

  it.each([
    ["no operations", undefined, "{}"],
    ["no map", JSON.stringify({ query: ONE }), undefined],
    ["a map that is no JSON", JSON.stringify({ query: ONE }), "{"],
    ["operations that are a batch", JSON.stringify([{ query: ONE }]), "{}"],
    ["a path that leads nowhere", JSON.stringify({ query: ONE, variables: {} }), '{"f":["variables.image.upload"]}'],
    [
      "a path to something that is not null",
      JSON.stringify({ query: ONE, variables: { a: 1 } }),
      '{"f":["variables.a"]}',
    ],
    ["a path to the query", JSON.stringify({ query: null }), '{"f":["query"]}'],
    ["a path to a prototype", JSON.stringify({ query: ONE, variables: {} }), '{"f":["variables.__proto__.x"]}'],
    ["a file that was not sent", JSON.stringify({ query: ONE, variables: { a: null } }), '{"g":["variables.a"]}'],
  ])("with %s are refused", async (_what, operations, map) => {
    const sent = multipart();
    if (operations !== undefined) sent.field("operations", operations);
    if (map !== undefined) sent.field("map", map);
    const { status, body } = await sent.attach("f", Buffer.from("x"), "f");
    expect([status, body.errors[0].extensions.code]).toEqual([400, "BAD_UPLOAD"]);
  });

  it("with a file too many, or too large, are refused", async () => {
    const many = multipart()
      .field("operations", JSON.stringify({ query: ONE }))
      .field("map", "{}");
    for (let i = 0; i <= LIMITS.files; i++) many.attach(String(i), Buffer.from("x"), "f");
    expect((await many).status).toBe(413);
    const large = multipart()
      .field("operations", JSON.stringify({ query: ONE }))
      .field("map", "{}");
    expect((await large.attach("0", Buffer.alloc(LIMITS.fileBytes + 1), "f")).status).toBe(413);
  });

  it("cannot be claimed by plain JSON", async () => {
    const { body } = await request(running.url)
      .post("/graphql")
      .send({ query: ONE, variables: { image: { upload: { bytes: "x" } } } });
    expect(body.errors[0].extensions.code).toBe("BAD_USER_INPUT");
  });
});
