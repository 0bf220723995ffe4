import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  type GraphQLArgument,
  type GraphQLOutputType,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSchema } from "../../src/api/schema.js";
import { DOORS } from "../support/doors.js";
import { childrenOf } from "../support/program.js";
import { untilReady } from "../support/runningServer.js";
import { SIZE, tinyModels } from "../support/tinyBundle.js";

const CANARY = "canary-7f3a-portrait-of-somebody";
const pixels = randomBytes(SIZE * SIZE * 3);
const image = await sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 3 } })
  .withExif({ IFD0: { ImageDescription: CANARY, Copyright: CANARY } })
  .png({ compressionLevel: 0 })
  .toBuffer();

/** Pieces by which the image or its text would be known again, however they were written down. */
const needles: Buffer[] = [
  Buffer.from(CANARY),
  Buffer.from(Buffer.from(CANARY).toString("hex")),
  pixels.subarray(60, 84),
  ...[0, 1, 2].flatMap((shift) => [
    Buffer.from(
      Buffer.from(CANARY)
        .subarray(shift, shift + 24)
        .toString("base64"),
    ),
    Buffer.from(image.subarray(90 + shift, 114 + shift).toString("base64")),
  ]),
  Buffer.from(image.subarray(90, 114).toString("hex")),
  Buffer.from([...image.subarray(90, 98)].join(",")),
];
const found = (bytes: Buffer) => needles.filter((needle) => bytes.includes(needle)).map(String);

const home = mkdtempSync(join(tmpdir(), "semblance-canary-"));
const program = { url: "", output: "", pid: 0, kill: () => {} };

beforeAll(async () => {
  for (const folder of ["work", "tmp"]) mkdirSync(join(home, folder));
  const args = [
    resolve("scripts/semblance.mjs"),
    "serve",
    "--models",
    await tinyModels(),
    "--port",
    "0",
    "--device",
    "cpu",
  ];
  const env = { ...process.env, HOME: home, TMPDIR: join(home, "tmp"), LOG_LEVEL: "debug" };
  const child = spawn(process.execPath, args, { cwd: join(home, "work"), env });
  program.pid = child.pid as number;
  program.kill = () => child.kill("SIGKILL");
  const listening = new Promise<string>((found) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        program.output += chunk;
        const url = /Listening at (http:[^"]+)"/.exec(program.output)?.[1];
        if (url) found(url);
      });
    }
  });
  program.url = await listening;
  await untilReady(program.url);
});
afterAll(() => program.kill());

/** Everything of a type that can be asked for without arguments, to a depth. */
function selection(type: GraphQLOutputType, depth = 3): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields())
    .filter(({ args }) => !args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined))
    .map((field) => {
      const below = selection(field.type, depth - 1);
      return isObjectType(getNamedType(field.type)) ? (below && depth > 1 ? `${field.name} ${below}` : "") : field.name;
    })
    .filter(Boolean);
  return fields.length > 0 ? `{ ${fields.join(" ")} }` : "";
}

const isImage = (arg: GraphQLArgument) => getNamedType(arg.type).name === "ImageInput";

/** One operation for each field of Query and Mutation that takes an image, found in the schema: also those that come later. */
function operationsWithImages(): [name: string, query: string, list: boolean][] {
  const schema = createSchema();
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field): [string, string, boolean][] => {
      const arg = field.args.find(isImage);
      if (!arg) return [];
      const list = isListType(isNonNullType(arg.type) ? arg.type.ofType : arg.type);
      const others = field.args
        .filter((other) => other !== arg && isNonNullType(other.type) && other.defaultValue === undefined)
        .map(
          (other) =>
            `${other.name}: ${isScalarType(getNamedType(other.type)) && /Int|Float/.test(String(other.type)) ? 1 : '"fear"'}`,
        );
      const keyword = root === schema.getMutationType() ? "mutation" : "query";
      const args = [`${arg.name}: $image`, ...others].join(", ");
      return [
        [field.name, `${keyword} ($image: ${arg.type}) { ${field.name}(${args}) ${selection(field.type)} }`, list],
      ];
    }),
  );
}

const operations = operationsWithImages();
const base64 = image.toString("base64");
const broken = Buffer.concat([image.subarray(0, image.length >> 1), Buffer.from(CANARY)]).toString("base64");

describe.each(DOORS)("An image that goes through every operation of the %s door", (_name, door) => {
  it.each(operations)("%s", async (field, query, list) => {
    const sources = [
      { base64 },
      { dataUrl: `data:image/png;base64,${base64}` },
      { base64, faceBox: { x: 1, y: 1, width: 4, height: 4 } },
      { base64, faceBox: { x: 900, y: 1, width: 4, height: 4 } },
      { base64: broken },
      { base64: Buffer.from(CANARY).toString("base64") },
      { dataUrl: CANARY },
      { base64, dataUrl: CANARY },
    ];
    const good = await door(program.url, { query, variables: { image: list ? [sources[0]] : sources[0] } });
    // The small model has no detector: what asks it for faces is refused, after the image went all the way there.
    expect((good.errors ?? []).map(({ extensions }) => extensions.code)).toEqual(
      field === "faces" ? ["MODEL_CANNOT"] : [],
    );
    for (const source of sources)
      await door(program.url, { query, variables: { image: list ? [source, source] : source } });
  });

  it("and through what is refused", async () => {
    const classify = `{ classifyExpression(image: { base64: "${base64}" }) { label } }`;
    const hash = createHash("sha256").update(classify).digest("hex");
    for (const asked of [
      { query: classify },
      { query: classify, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
      { query: classify, extensions: { persistedQuery: { version: 1, sha256Hash: CANARY } } },
      { query: `{ ${CANARY.replaceAll("-", "_")}(x: "${CANARY}") }` },
      { query: `{ "${CANARY}" ` },
      { query: `{ augment(class: "${CANARY}") { s } }` },
      { query: `{ model(id: "${CANARY}") { id } }` },
      {
        query: `query ($image: ImageInput!) { classifyExpression(image: $image, model: "${CANARY}") { label } }`,
        variables: { image: { base64 } },
      },
      {
        query: "query ($image: ImageInput!) { classifyExpression(image: $image) { label } }",
        variables: { image: { base64, [CANARY]: 1 } },
      },
      { query: "query ($image: Int!) { model { id } }", variables: { image: base64 } },
      { query: "{ models { id } }", operationName: CANARY },
      { query: "{ models { id } }", credential: CANARY },
    ]) {
      await door(program.url, asked);
    }
  });
});

it("And through requests that are none", async () => {
  const upload = new FormData();
  const query = "query ($image: ImageInput!) { classifyExpression(image: $image) { label } }";
  upload.set("operations", JSON.stringify({ query, variables: { image: { upload: null } } }));
  upload.set("map", JSON.stringify({ photo: ["variables.image.upload"] }));
  upload.set("photo", new Blob([new Uint8Array(image)]), `${CANARY}.png`);
  const headers = { "apollo-require-preflight": "true" };
  const uploaded = await fetch(`${program.url}/graphql`, { method: "POST", headers, body: upload });
  expect(await uploaded.json()).toMatchObject({ data: { classifyExpression: { label: expect.any(String) } } });
  const json = { "content-type": "application/json" };
  for (const init of [
    { headers: json, body: `{"query": "${CANARY} ${base64}` },
    { headers: { ...json, "content-encoding": CANARY }, body: base64 },
    { headers: { "content-type": `application/json; charset=${CANARY}` }, body: base64 },
    { headers: { ...headers, "content-type": "multipart/form-data; boundary=x" }, body: `--x\r\n${CANARY}${base64}` },
    { headers: { ...json, authorization: `Bearer ${CANARY}` }, body: "{}" },
  ]) {
    await (await fetch(`${program.url}/graphql?${CANARY}`, { method: "POST", ...init })).text();
  }
});

it("Leaves nothing on disk and nothing in the logs", () => {
  const written = readdirSync(home, { recursive: true, encoding: "utf8" })
    .map((name) => join(home, name))
    .filter((path) => statSync(path).isFile());
  for (const path of written) expect([path, found(readFileSync(path))]).toEqual([path, []]);
  // Files that are open and have no name any more.
  for (const pid of [String(program.pid), ...childrenOf(program.pid)]) {
    for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
      const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`);
      expect(target).not.toMatch(/ \(deleted\)$/);
    }
  }
  // The log has its lines, so that it says something that nothing is in them.
  expect(program.output.split("\n").filter((line) => line.includes('"audit":true')).length).toBeGreaterThan(50);
  expect(found(Buffer.from(program.output))).toEqual([]);
});

it("Would be found if it were there", () => {
  expect(found(image)).not.toEqual([]);
  expect(found(Buffer.from(`..${base64}`))).not.toEqual([]);
  expect(found(Buffer.from(image.toString("hex")))).not.toEqual([]);
});

it("An address in place of an image is not fetched", async () => {
  let asked = 0;
  const listener = createServer((_request, response) => {
    asked++;
    response.end(image);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/a.png`;
  const query = "query ($image: ImageInput!) { classifyExpression(image: $image) { label } }";
  for (const source of [
    { dataUrl: address },
    { base64: address },
    {
      dataUrl: `data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}"/></svg>`).toString("base64")}`,
    },
  ]) {
    for (const [, door] of DOORS) {
      const { errors } = await door(program.url, { query, variables: { image: source } });
      expect(errors?.[0]?.extensions.code).toMatch(/^(IMAGE_INPUT|UNSUPPORTED_IMAGE_FORMAT)$/);
    }
  }
  expect(asked).toBe(0);
  listener.close();
});

it("What serves has no client of its own but the one that asks an issuer for its keys", () => {
  const sources = ["api", "serving", "images", "runtime", "bundle"].flatMap((room) =>
    readdirSync(join("src", room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join("src", room, name)),
  );
  const clients = sources.filter((path) =>
    /\bfetch\(|\bhttps?\.(get|request)\(|createRemoteJWKSet\(|from "undici"/.test(readFileSync(path, "utf8")),
  );
  expect(clients.sort()).toEqual([
    "src/api/security/tokens/jwksOfIssuer.ts",
    "src/api/security/tokens/tokenVerifier.ts",
  ]);
});
