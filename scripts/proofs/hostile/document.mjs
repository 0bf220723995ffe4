import { between, pick } from "../random.mjs";

const NAMES = [
  "models",
  "model",
  "augment",
  "classifyExpression",
  "encode",
  "decode",
  "__schema",
  "__typename",
  "nothing",
  "constructor",
];
const VALUES = [
  ...[
    "null",
    "true",
    '""',
    "[]",
    "{}",
    "1e309",
    "-1",
    "0.5",
    "9007199254740993",
    "ENUM",
    "$missing",
    '"\\u0000"',
    '"../../etc/passwd"',
  ],
  ...[
    `"${"x".repeat(5000)}"`,
    "[[[[[[[[[[]]]]]]]]]]",
    '{ __proto__: "x" }',
    '{ base64: "AAAA" }',
    '{ dataUrl: "data:image/png;base64,AAAA" }',
  ],
];
const ARGUMENTS = ["class", "s", "n", "seed", "source", "model", "image", "images", "latents", "id", "zzz"];

const DOCUMENTS = {
  deep: (random) => nested(between(random, 100, 20_000), "a"),
  deepFields: (random) =>
    `{ __schema { types ${nested(between(random, 5, 300), "ofType").replace("{ ofType", "{ fields { type { ofType")} } }`,
  wide: (random) => `{ ${"models { id } ".repeat(between(random, 100, 5000))} }`,
  aliases: (random) =>
    `{ ${Array.from({ length: between(random, 20, 500) }, (_, i) => `a${i}: __typename`).join(" ")} }`,
  directives: (random) => `{ models ${"@include(if: true) ".repeat(between(random, 50, 3000))} { id } }`,
  cycle: () => "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
  doubling(random) {
    const levels = between(random, 5, 30);
    const fragments = Array.from({ length: levels }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    return `{ ...F0 } ${fragments.join(" ")} fragment F${levels} on Query { __typename }`;
  },
  overlapping(random) {
    const fields = Array.from({ length: between(random, 10, 200) }, () => "model { metrics id }").join(" ");
    return `{ ${fields} ...A ...B } fragment A on Query { ${fields} } fragment B on Query { ${fields} }`;
  },
  many: (random) => "query Q { __typename } ".repeat(between(random, 2, 200)),
  variables(random) {
    const names = Array.from({ length: between(random, 1, 300) }, (_, i) => `$v${i}: Int = ${i}`).join(", ");
    return `query (${names}) { __typename }`;
  },
  soup(random) {
    const tokens = [
      "{",
      "}",
      "(",
      ")",
      "[",
      "]",
      "...",
      "on",
      "@",
      "$",
      "!",
      ":",
      "=",
      "|",
      '"""',
      "query",
      "fragment",
      "subscription",
    ];
    return Array.from({ length: between(random, 1, 400) }, () => pick(random, [...tokens, ...NAMES, ...VALUES])).join(
      " ",
    );
  },
  bytes: (random) =>
    String.fromCharCode(...Array.from({ length: between(random, 0, 500) }, () => between(random, 0, 0xffff))),
  arguments(random) {
    const args = () =>
      Array.from({ length: between(random, 0, 5) }, () => `${pick(random, ARGUMENTS)}: ${pick(random, VALUES)}`);
    const field = () =>
      `${pick(random, NAMES)}${[""].concat(args().length ? `(${args().join(", ") || "id: 1"})` : [])[1] ?? ""}`;
    return `{ ${field()} { ${pick(random, ["id", "label", "images { base64 }", "__typename", field()])} } }`;
  },
};

const HOSTILE_VALUES = [
  ...[
    null,
    true,
    0,
    -1,
    1e308,
    0.1,
    "",
    "x",
    [],
    {},
    [[]],
    "\u0000",
    "𝕏".repeat(100),
    2 ** 53,
    "9".repeat(1000),
    [null],
    { a: { b: {} } },
  ],
  ...[
    { base64: "" },
    { base64: "!!!" },
    { dataUrl: "data:," },
    { dataUrl: "javascript:alert(1)" },
    { upload: {} },
    { base64: "A", dataUrl: "B" },
  ],
  JSON.parse('{"__proto__": {"polluted": true}}'),
  JSON.parse('{"constructor": {"prototype": {"polluted": true}}}'),
  Array.from({ length: 1000 }, () => 0),
  { base64: "A".repeat(100_000), faceBox: { x: -1e9, y: 1e9, width: 1e9, height: -1 } },
];

const TYPED = [
  { query: "query ($v: ImageInput!) { classifyExpression(image: $v) { label } }" },
  { query: "query ($v: [ImageInput!]!) { classifyExpressions(images: $v) { error { code } } }" },
  { query: "query ($v: [Latent!]!) { decode(latents: $v) { index } }" },
  { query: 'query ($v: Seed, $w: Float, $u: Int) { augment(class: "fear", seed: $v, s: $w, n: $u) { seed } }' },
  { query: "query ($v: ID) { model(id: $v) { id } }" },
];

/** A request that no honest client sends: a hostile document, or a sound one with hostile variables. @param {() => number} random */
export function hostileRequest(random) {
  if (random() < 0.5) {
    const kind = pick(random, Object.keys(DOCUMENTS));
    return { kind, body: { query: DOCUMENTS[kind](random) } };
  }
  const value = () => pick(random, HOSTILE_VALUES);
  const { query } = pick(random, TYPED);
  const v = random() < 0.3 ? Array.from({ length: between(random, 0, 100) }, value) : value();
  return { kind: "values", body: { query, variables: { v, w: value(), u: value() } } };
}

function nested(depth, name) {
  return `{ ${name} `.repeat(depth) + "}".repeat(depth);
}
