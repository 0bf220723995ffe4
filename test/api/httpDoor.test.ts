import { auditServer } from "graphql-http";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/api/limits/limits.js";
import { ask } from "../support/graphql.js";
import { logged, runningServer } from "../support/runningServer.js";

const running = runningServer();
const post = (body: string | object) =>
  request(running.url).post("/graphql").set("content-type", "application/json").send(body);

describe("GraphQL over HTTP", () => {
  it("passes every audit of graphql-http", async () => {
    const results = await auditServer({
      url: `${running.url}/graphql`,
      // The audit asks with GET and other forms that a browser may send unasked; this header says that it is no browser.
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...init.headers, "apollo-require-preflight": "true" } }),
    });
    expect(results).toHaveLength(61);
    expect(results.filter(({ status }) => status !== "ok").map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  });

  it("has no error in the audits of a client without that header", async () => {
    const results = await auditServer({ url: `${running.url}/graphql`, fetchFn: fetch });
    expect(results).toHaveLength(61);
    expect(results.filter(({ status }) => status === "error").map(({ id, name }) => `${id} ${name}`)).toEqual([]);
    // Of the warnings that Apollo Server is known for, none; any other would be news.
    expect(results.filter(({ status }) => status === "warn").map(({ id }) => id)).toEqual([]);
  });

  describe.each(["POST", "GET"])("by %s", (method) => {
    it.each([
      ["text/plain", false],
      ["application/x-www-form-urlencoded", false],
      ["multipart/form-data; boundary=x", false],
      ["", false],
      ["text/plain; charset=utf-8; a=application/json", false],
      ["application/x-www-form-urlencoded; application/json", false],
      ["multipart/form-data", false],
      ["TEXT/PLAIN", false],
      ["application/json", true],
      ["application/json; charset=utf-8", true],
      ["Application/JSON", true],
      ["application/graphql+json", false],
    ])("executes of type %j what no page of another origin can send unasked: %s", async (type, asked) => {
      const query = "{ models { id } }";
      const url =
        method === "GET" ? `${running.url}/graphql?${new URLSearchParams({ query })}` : `${running.url}/graphql`;
      const body = method === "GET" ? {} : { body: new TextEncoder().encode(JSON.stringify({ query })) };
      const response = await fetch(url, { method, headers: type === "" ? {} : { "content-type": type }, ...body });
      const executed = (await response.text()).includes("tiny@1");
      expect([executed, response.status < 500]).toEqual([asked, true]);
    });
  });

  it("executes no batch of operations, whose cost nothing would count", async () => {
    const response = await post([{ query: "{ models { id } }" }]);
    expect(response.status).toBe(400);
    expect(response.text).not.toContain("tiny");
  });

  it("answers malformed JSON in JSON, without a stack", async () => {
    const response = await post('{"query": ');
    expect(response.status).toBe(400);
    const extensions = { code: "BAD_JSON", requestId: expect.any(String) };
    expect(response.body).toEqual({ errors: [{ message: expect.any(String), extensions }] });
  });

  it("answers a body that is too large with 413, and then answers others", async () => {
    const whole = '{"query":"{ models { id } }"}';
    const padded = (length: number) => whole.padEnd(length);
    expect((await post(padded(LIMITS.bodyBytes))).body.data).toEqual({ models: [{ id: "tiny@1" }] });
    const response = await post(padded(LIMITS.bodyBytes + 1));
    expect(response.status).toBe(413);
    expect(response.body.errors[0].extensions.code).toBe("BODY_TOO_LARGE");
    expect((await ask(running.url, "{ models { id } }")).errors).toBeUndefined();
  });
});

describe("limits", () => {
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(" ")} }`;
  const images = (...counts: number[]) =>
    `{ ${counts.map((n, i) => `a${i}: augment(class: "fear", n: ${n}) { s }`).join(" ")} }`;

  it.each([
    ["aliases", aliases(LIMITS.aliases), aliases(LIMITS.aliases + 1), "TOO_MANY_ALIASES"],
    ["images in all", images(64, 64, 64, 64), images(64, 64, 64, 64, 1), "TOO_MANY_IMAGES"],
  ])("hold for %s, at the limit and one above", async (_what, within, beyond, code) => {
    expect((await ask(running.url, within)).errors).toBeUndefined();
    const { data, errors } = await ask(running.url, beyond);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it("hold for tokens", async () => {
    const query = (count: number) => `{ decode(latents: [[${"0 ".repeat(count)}]]) { index } }`;
    expect((await ask(running.url, query(LIMITS.tokens - 20))).errors).toMatchObject([
      { extensions: { code: "LATENT_LENGTH" } },
    ]);
    expect((await ask(running.url, query(LIMITS.tokens))).errors).toMatchObject([
      { extensions: { code: "GRAPHQL_PARSE_FAILED" } },
    ]);
  });

  it("hold for the depth of introspection, the only part of the schema that leads back to itself", async () => {
    const query = `{ __schema { types { ${"fields { type { ".repeat(4)} name ${"} }".repeat(4)} } } }`;
    expect((await ask(running.url, query)).errors).toHaveLength(1);
  });

  it("count images that come by variable, by default, by fragment and by list", async () => {
    const query = `query ($n: Int, $m: Int = 64, $latents: [Latent!]!) {
      a: augment(class: "fear", n: $n) { s }
      ...More
    }
    fragment More on Query {
      b: augment(class: "fear", n: $m) { s }
      ... { c: decode(latents: $latents) { index } d: decode(latents: $latents) { index } }
    }`;
    const latents = Array.from({ length: 64 }, () => [0, 0, 0, 0]);
    expect((await ask(running.url, query, { n: 64, latents })).errors).toBeUndefined();
    const more = `${query.replace("...More", '...More e: augment(class: "fear") { s }')}`;
    expect((await ask(running.url, more, { n: 64, latents })).errors).toMatchObject([
      { extensions: { code: "TOO_MANY_IMAGES" } },
    ]);
  });

  it("are not fooled by fragments that double at every level", async () => {
    const fragments = Array.from({ length: 100 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const { data } = await ask(running.url, `{ ...F0 } ${fragments.join(" ")} fragment F100 on Query { __typename }`);
    expect(data).toEqual({ __typename: "Query" });
  });

  it("refuse a document nested five thousand deep", async () => {
    const { errors } = await ask(running.url, `${"{ a ".repeat(5000)}${"}".repeat(5000)}`);
    expect(errors).toHaveLength(1);
  });
});

describe("errors", () => {
  it("that nobody raised on purpose are told by an id only, under which the log has them", async () => {
    const { models } = running.server;
    const get = models.get;
    models.get = () => {
      throw new Error("secret in /etc/shadow");
    };
    const { errors } = await ask(running.url, "{ model { id } }");
    models.get = get;
    const [error] = errors!;
    expect(error!.extensions.code).toBe("INTERNAL");
    expect(JSON.stringify(errors)).not.toContain("secret");
    const line = logged.find((one) => one.includes(String(error!.extensions.id)));
    expect(line).toContain("secret in /etc/shadow");
  });
});

describe("health", () => {
  it("is live and ready, and says which models answer", async () => {
    await request(running.url).get("/livez").expect(200, { live: true });
    await request(running.url)
      .get("/readyz")
      .expect(200, { ready: true, degraded: false, reasons: [], models: [{ id: "tiny@1", ready: true }], refused: [] });
  });
});

describe("GraphiQL", () => {
  it("is made of files of this server alone", async () => {
    const page = await request(running.url).get("/graphiql").expect(200).expect("content-type", /html/);
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources.filter((one) => one !== "data:,")) {
      expect(source).toMatch(/^\/graphiql\//);
      const file = await request(running.url).get(source).expect(200);
      expect(file.headers["content-type"]).toMatch(/javascript|css/);
    }
    expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
  });

  it("starts with an example that this schema answers", async () => {
    const { EXAMPLE_QUERY } = await import("../../src/api/graphiql/startScript.js");
    const response = await post({ query: EXAMPLE_QUERY, operationName: "Welcome" });
    expect(response.body.errors).toBeUndefined();
    expect(response.body.data.augment.images).toHaveLength(2);
  });
});
