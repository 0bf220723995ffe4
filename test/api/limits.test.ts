import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/api/limits/limits.js";
import { type Asked, DOORS } from "../support/doors.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer();

const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(" ");
const introspection = (depth: number) =>
  `{ __schema { types { ${"fields { type { ".repeat(depth)} name ${"} }".repeat(depth)} } } }`;
/** A field of Query is one deep, and each of these `type { ofType` chains adds to it. */
const nested = (depth: number) =>
  `{ __type(name: "Query") { ${"ofType { ".repeat(depth - 2)} name ${"} ".repeat(depth - 2)} } }`;
const images = (...counts: number[]) =>
  `{ ${counts.map((n, i) => `a${i}: augment(class: "fear", n: ${n}) { s }`).join(" ")} }`;
const latents = (count: number) => Array.from({ length: count }, () => [0, 0, 0, 0]);
/** A document of so many tokens, whose latent is only too long for the model. */
const filled = (tokens: number) => `{ decode(latents: [[${"0 ".repeat(tokens - 14)}]]) { index } }`;
const deepList = (depth: number): unknown => (depth === 0 ? 0 : [deepList(depth - 1)]);
const LATENTS = "query ($latents: [Latent!]!) { decode(latents: $latents) { index } }";

/** What is still answered, though it may be wrong in itself, and what is refused, one above. */
const TABLE: readonly [what: string, within: Asked, beyond: Asked, code: string][] = [
  [
    "aliases",
    { query: `{ ${times(LIMITS.aliases, (i) => `a${i}: __typename`)} }` },
    { query: `{ ${times(LIMITS.aliases + 1, (i) => `a${i}: __typename`)} }` },
    "TOO_MANY_ALIASES",
  ],
  [
    "directives",
    { query: `{ ${times(LIMITS.directives, () => "__typename @include(if: true)")} }` },
    { query: `{ ${times(LIMITS.directives + 1, () => "__typename @include(if: true)")} }` },
    "TOO_MANY_DIRECTIVES",
  ],
  ["depth", { query: nested(LIMITS.depth) }, { query: nested(LIMITS.depth + 1) }, "TOO_DEEP"],
  [
    "depth through fragments",
    { query: `{ ...F } fragment F on Query ${nested(LIMITS.depth)}` },
    { query: `{ ...F } fragment F on Query ${nested(LIMITS.depth + 1)}` },
    "TOO_DEEP",
  ],
  [
    "tokens",
    { query: filled(LIMITS.tokens) },
    { query: filled(LIMITS.tokens + 1) },
    "GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED",
  ],
  ["images of all fields", { query: images(64, 64, 64, 64) }, { query: images(64, 64, 64, 64, 1) }, "TOO_MANY_IMAGES"],
  [
    "images by default, through fragments",
    {
      query: `query ($n: Int = 64) { a: augment(class: "fear", n: $n) { s } ...F } fragment F on Query { ... { b: augment(class: "fear", n: 64) { s } c: augment(class: "fear", n: 64) { s } } d: augment(class: "fear", n: 64) { s } }`,
    },
    {
      query: `query ($n: Int = 65) { a: augment(class: "fear", n: $n) { s } ...F } fragment F on Query { ... { b: augment(class: "fear", n: 64) { s } c: augment(class: "fear", n: 64) { s } } d: augment(class: "fear", n: 64) { s } }`,
    },
    "TOO_MANY_IMAGES",
  ],
  [
    "a list",
    { query: LATENTS, variables: { latents: latents(LIMITS.imagesPerField) } },
    { query: LATENTS, variables: { latents: latents(LIMITS.imagesPerField + 1) } },
    "ARGUMENT_OUT_OF_RANGE",
  ],
  [
    "n",
    { query: images(LIMITS.imagesPerField) },
    { query: images(LIMITS.imagesPerField + 1) },
    "ARGUMENT_OUT_OF_RANGE",
  ],
  [
    "values of the variables",
    { query: LATENTS, variables: { latents: latents(1), more: Array(LIMITS.variableValues - 4 - 3).fill(0) } },
    { query: LATENTS, variables: { latents: latents(1), more: Array(LIMITS.variableValues - 4 - 2).fill(0) } },
    "VARIABLES_TOO_LARGE",
  ],
  [
    "depth of the variables",
    { query: LATENTS, variables: { latents: latents(1), more: deepList(LIMITS.variableDepth - 1) } },
    { query: LATENTS, variables: { latents: latents(1), more: deepList(LIMITS.variableDepth) } },
    "VARIABLES_TOO_LARGE",
  ],
];

describe.each(DOORS)("At the %s door", (name, door) => {
  it.each(TABLE)("%s are answered at the limit and refused one above", async (_what, within, beyond, code) => {
    const { errors = [] } = await door(running.url, within);
    expect(errors.filter(({ extensions }) => extensions.code !== "LATENT_LENGTH")).toEqual([]);
    const refused = await door(running.url, beyond);
    // What fails while it is executed fails by itself: its field is null.
    for (const value of Object.values(refused.data ?? {})) expect(value).toBeNull();
    expect(refused.errors?.[0]?.extensions.code).toMatch(new RegExp(`^(?:${code})$`));
    if (name === "HTTP") expect(refused.status).toBeLessThan(500);
  });

  it("a skipped field costs nothing, and one asked for twice costs once", async () => {
    const twice = times(5, () => 'augment(class: "fear", n: 64) { s }');
    const query = `{ ${twice} a: augment(class: "fear", n: 64) { s } b: augment(class: "fear", n: 64) @skip(if: true) { s } c: augment(class: "fear", n: 64) { s } d: augment(class: "fear", n: 64) @include(if: true) { s } }`;
    expect((await door(running.url, { query })).errors).toBeUndefined();
  });

  it.each([
    ["circular introspection", introspection(8)],
    ["fragments in a circle", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"],
    [
      "a fragment within itself, deep",
      `{ ...A } fragment A on Query { models { id } ${"... { ".repeat(50)} ...A ${"} ".repeat(50)} }`,
    ],
    ["a document nested five thousand deep", `${"{ a ".repeat(5000)}${"}".repeat(5000)}`],
    ["a list literal nested deep", `{ decode(latents: ${"[".repeat(900)}${"]".repeat(900)}) { index } }`],
    ["a megabyte of a document", `{ ${"models { id } ".repeat(70_000)} }`.slice(0, 1_000_000)],
    ["one name asked for in many ways", `{ ${times(60, (i) => `x: augment(class: "fear", n: ${i}) { s }`)} }`],
    ["an unknown operation", "query A { __typename } query B { __typename }"],
    ["nothing", " "],
    ["a null byte", "{ models { id\u0000 } }"],
    ["ten thousand unknown fields", `{ ${times(900, (i) => `unknown${i}`)} }`],
  ])("%s is refused with a code", async (_what, query) => {
    const refused = await door(running.url, { query }).catch((error: unknown) => ({ errors: [], status: 0, error }));
    if ("closed" in refused) expect(refused.closed).toBe(1009);
    else {
      expect(refused.errors?.length).toBeGreaterThan(0);
      expect(refused.errors?.length).toBeLessThanOrEqual(11);
      for (const { extensions } of refused.errors ?? []) {
        expect(extensions?.code).toMatch(/^(GRAPHQL_|TOO_|BAD_|OPERATION_)/);
      }
    }
  });

  it("prototypes stay as they are", async () => {
    const query = "query ($image: ImageInput!) { classifyExpression(image: $image) { label } }";
    const variables = JSON.parse(
      '{"__proto__":{"polluted":1},"image":{"base64":"AAAA","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    const refused = await door(running.url, { query, variables });
    expect(refused.errors?.length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((await door(running.url, { query: "{ models { id } }" })).data).toEqual({ models: [{ id: "tiny@1" }] });
  });

  it("answers after all that, with a real inference", async () => {
    const { data } = await door(running.url, {
      query: '{ augment(class: "fear", n: 2, seed: 1) { images { base64 } } }',
    });
    expect((data as { augment: { images: unknown[] } }).augment.images).toHaveLength(2);
  });
});
