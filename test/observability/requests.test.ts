import { describe, expect, it } from "vitest";
import { DOORS } from "../support/doors.js";
import { plainPng } from "../support/graphql.js";
import { logged, runningServer } from "../support/runningServer.js";

// The audit log tells the name that a client gave its operation, on purpose; the rest of the log does not.
const running = runningServer({}, { security: { audit: false } });
const ID = "7f3c/a.b:c-1";

async function send(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${running.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const answer = (await response.json()) as { errors?: { extensions: { code: string; requestId: string } }[] };
  return { id: response.headers.get("x-request-id"), errors: answer.errors?.map(({ extensions }) => extensions) };
}

describe("a request", () => {
  it("keeps the id that it brought, in the header of the answer and in each error", async () => {
    const headers = { "x-request-id": ID };
    expect((await send('{"query":"{ __typename }"}', headers)).id).toBe(ID);
    const two = '{"query":"{ a: model(id: \\"x\\") { id } b: model(id: \\"y\\") { id } }"}';
    const { errors } = await send(two, headers);
    expect(errors).toEqual([1, 2].map(() => expect.objectContaining({ code: "UNKNOWN_MODEL", requestId: ID })));
  });

  it.each([
    ["a document that is none", '{"query":"{"}', {}],
    ["no document", "{}", {}],
    ["no JSON", '{"query', {}],
    ["no type that is read", "hello", { "content-type": "text/plain" }],
    ["a compression that is none", "{}", { "content-encoding": "zebra" }],
  ])("with %s has an id in its error, too", async (_what, body, headers) => {
    const { id, errors } = await send(body, headers);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(errors).toEqual([expect.objectContaining({ code: expect.any(String), requestId: id })]);
  });

  it.each([
    ["a space and markup", "a <b>"],
    ["too many letters", "x".repeat(129)],
  ])("gets a new id when the one it brought has %s", async (_what, id) => {
    expect((await send('{"query":"{ __typename }"}', { "x-request-id": id })).id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(DOORS)(
    "is one line of the log, with kind, code, cost and durations, and nothing of its content, over %s",
    async (_name, door) => {
      const image = { base64: (await plainPng(9, 99, 199)).toString("base64") };
      const from = logged.length;
      const query = `query CanaryName($image: ImageInput!) {
      canaryAlias: classifyExpression(image: $image) { label } augment(class: "fear", n: 3) { images { base64 } }
    }`;
      await door(running.url, { query, variables: { image } });
      await door(running.url, { query: "mutation { nothing }" });
      let lines: Record<string, unknown>[] = [];
      while (lines.length < 2) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        lines = logged
          .slice(from)
          .map((line) => JSON.parse(line))
          .filter(({ msg }) => msg === "Answered");
      }
      expect(lines[0]).toMatchObject({
        ...{ requestId: expect.any(String), kind: "query", code: "OK", images: 4, ms: expect.any(Number) },
        fields: ["classifyExpression", "augment"],
        ...{
          decodeMs: expect.any(Number),
          queueMs: expect.any(Number),
          runMs: expect.any(Number),
          encodeMs: expect.any(Number),
        },
      });
      expect(lines[1]).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
      const all = logged.slice(from).join("");
      expect(all).not.toMatch(/canary/i);
      expect(all).not.toContain(image.base64.slice(0, 30));
    },
  );
});
