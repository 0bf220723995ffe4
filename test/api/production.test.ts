import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { operationsCommand } from "../../src/cli/operationsCommand.js";
import { DOORS } from "../support/doors.js";
import { runCommand } from "../support/runCommand.js";
import { logged, runningServer } from "../support/runningServer.js";

const folder = mkdtempSync(join(tmpdir(), "semblance-operations-"));
const list = join(folder, "operations.json");
const extract = (...files: string[]) => runCommand(operationsCommand(), "extract", ...files, "--out", list);
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const operations = file(
  "client.graphql",
  'query Models { models { ...Named } }\nsubscription Fear($seed: Seed) { augmentedBatches(classes: ["fear"], batchSize: 1, total: 1, seed: $seed) { index } }',
);
const extracted = await extract(
  operations,
  file("fragments.graphql", "fragment Named on Model { id } fragment Other on Model { name }"),
);
const manifest = JSON.parse(readFileSync(list, "utf8")) as { operations: { id: string; name: string; body: string }[] };
const [models, fear] = manifest.operations as [(typeof manifest.operations)[0], (typeof manifest.operations)[0]];

const running = runningServer({}, { security: { production: true, persistedOperations: list } });
const plain = runningServer({}, { security: { production: true } });
const hashed = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe("semblance operations extract", () => {
  it("writes Apollo's manifest, each operation with the fragments that it uses", () => {
    expect(extracted).toMatchObject({ exitCode: 0, err: "" });
    expect(extracted.out).toBe(`${models.id}  query Models\n${fear.id}  subscription Fear\n`);
    expect(models.body).toBe("query Models {\n  models {\n    ...Named\n  }\n}\n\nfragment Named on Model {\n  id\n}");
    expect(fear.body).not.toContain("fragment");
  });

  it.each([
    ["an operation that the schema has not", "query A { nothing }", /A: Cannot query field "nothing"/],
    ["an operation without a name", "{ models { id } }", /no name/],
    ["what is no GraphQL", "query {", /Syntax Error/],
    ["no operation", "fragment F on Model { id }", /there are none/],
  ])("refuses %s", async (_what, text, reason) => {
    const refused = await extract(file("bad.graphql", text));
    expect([refused.exitCode, refused.err]).toEqual([1, expect.stringMatching(reason)]);
  });
});

describe.each(DOORS)("With a list of operations, the %s door", (_name, door) => {
  it("answers one of the list, as text or by its hash", async () => {
    for (const asked of [{ query: models.body }, { query: "", ...hashed(models.id) }]) {
      expect((await door(running.url, asked)).data).toEqual({ models: [{ id: "tiny@1" }] });
    }
  });

  it.each([
    ["another operation", { query: "{ model { id } }" }],
    ["one of the list with a space more", { query: `${models.body} ` }],
    ["a hash that is not in it", { query: "", ...hashed("0".repeat(64)) }],
    ["another operation with the hash of one of the list", { query: "{ model { id } }", ...hashed(models.id) }],
  ])("refuses %s", async (_what, asked) => {
    const { data, errors } = await door(running.url, asked);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: "PERSISTED_OPERATION_REQUIRED" } }]);
  });

  it("remembers nothing that is sent beside it", async () => {
    const query = "query Sneaked { model { id } }";
    const hash = (await import("node:crypto")).createHash("sha256").update(query).digest("hex");
    await door(running.url, { query, ...hashed(hash) });
    expect((await door(running.url, { query: "", ...hashed(hash) })).data).toBeUndefined();
  });
});

describe.each(DOORS)("In production the %s door", (_name, door) => {
  it("tells nothing of the schema: no introspection, no suggestion", async () => {
    const introspected = await door(plain.url, { query: getIntrospectionQuery() });
    expect(introspected.data).toBeUndefined();
    for (const query of [
      "{ model { idd } }",
      "{ classifyExpresion { label } }",
      '{ augment(clas: "fear") { s } }',
      "{ model { ... on Modell { id } } }",
    ]) {
      const { errors } = await door(plain.url, { query });
      expect(errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    }
    expect((await door(plain.url, { query: "{ __typename models { id } }" })).data).toMatchObject({
      __typename: "Query",
    });
  });
});

it("In production there is no GraphiQL", async () => {
  for (const path of ["/graphiql", "/graphiql/graphiql.js"])
    expect((await fetch(`${plain.url}${path}`)).status).toBe(404);
});

describe("The audit log", () => {
  it("has one line for each operation, with who, what, cost and outcome, and nothing of its content", async () => {
    const lines = () => logged.map((line) => JSON.parse(line)).filter((line) => line.audit === true);
    const query = "query Visit($c: String!) { augment(class: $c, n: 3, seed: 424242) { images { index } } }";
    for (const [name, door] of DOORS) {
      const before = lines().length;
      await door(plain.url, { query, variables: { c: "fear" } });
      await door(plain.url, { query, variables: { c: "a-secret-class" } });
      await expect.poll(() => lines().length).toBe(before + 2);
      const [first, second] = lines().slice(before);
      expect(first).toMatchObject({
        who: expect.stringMatching(/^anonymous@/),
        door: name.toLowerCase(),
        type: "query",
        name: "Visit",
        fields: ["augment"],
        images: 3,
        outcome: ["OK"],
      });
      expect(second.outcome).toEqual(["UNKNOWN_CLASS"]);
      expect(JSON.stringify([first, second])).not.toMatch(/424242|secret/);
    }
  });
});
