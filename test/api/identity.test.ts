import { describe, expect, it } from "vitest";
import { createSchema } from "../../src/api/schema.js";
import { readKeys, writeKeys } from "../../src/api/security/keys/keyFile.js";
import { DOORS, type Door } from "../support/doors.js";
import { plainPng } from "../support/graphql.js";
import { keyFile } from "../support/keys.js";
import { runningServer } from "../support/runningServer.js";

const { path, keys } = keyFile({
  robot: { scopes: ["classify"], imagesPerMinute: 4 },
  researcher: { scopes: ["augment", "encode"] },
  guest: {},
  old: { scopes: ["classify"], expiresAt: "2026-01-02T00:00:00Z" },
  lost: { scopes: ["classify"], revokedAt: "2026-01-02T00:00:00Z" },
  short: { scopes: ["classify", "augment"] },
});
const running = runningServer({}, { security: { keyFile: path } });
const image = (await plainPng(200, 10, 10)).toString("base64");
const classify = {
  query: "query ($image: ImageInput!) { classifyExpression(image: $image) { label } }",
  variables: { image: { base64: image } },
};

describe.each(DOORS)("Keys at the %s door", (name, door) => {
  it("open what their scopes name", async () => {
    const answer = await door(running.url, { ...classify, credential: keys.robot });
    expect(answer).toMatchObject({ data: { classifyExpression: { label: "happiness" } } });
  });

  it("open nothing else, by alias, fragment or directive", async () => {
    const query =
      'query ($yes: Boolean = true) { models { id } ...F } fragment F on Query { ... @include(if: $yes) { x: augment(class: "fear") { s } } }';
    const answer = await door(running.url, { query, credential: keys.robot });
    expect(answer.errors).toMatchObject([{ extensions: { code: "FORBIDDEN", scope: "augment" } }]);
    expect(answer.data).toBeUndefined();
    if (name === "HTTP") expect(answer.status).toBe(403);
  });

  it("need no scope to see which models there are", async () => {
    const answer = await door(running.url, { query: "{ models { id } }", credential: keys.guest });
    expect(answer.data).toEqual({ models: [{ id: "tiny@1" }] });
  });

  it.each([
    ["none", undefined],
    ["a key of somebody's making", `semblance_${"0".repeat(12)}_${"A".repeat(43)}`],
    ["a key with another secret", keys.robot?.replace(/_[\w-]{43}$/, `_${"A".repeat(43)}`)],
    ["an expired key", keys.old],
    ["a revoked key", keys.lost],
    ["a token, where no issuer is configured", "eyJhbGciOiJub25lIn0.e30."],
  ])("are needed: %s is refused", async (_what, credential) => {
    const answer = await door(running.url, { query: "{ models { id } }", credential });
    if (name === "WebSocket") expect(answer).toEqual({ closed: 4403 });
    else {
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
      expect(answer.headers?.get("www-authenticate")).toBe('Bearer realm="semblance"');
    }
    expect(answer.data).toBeUndefined();
  });
});

it("A quota counts images, not operations, over all doors together, and says when to come again", async () => {
  const [http, ...others] = DOORS.map(([, door]) => door) as [Door, Door, Door];
  const images = (count: number) => ({
    query: "query ($images: [ImageInput!]!) { classifyExpressions(images: $images) { error { code } } }",
    variables: { images: Array.from({ length: count }, () => ({ base64: image })) },
    credential: keys.robot,
  });
  // Three of four went in the tests of scopes, one at each door.
  expect((await http(running.url, images(1))).errors).toBeUndefined();
  const refused = await http(running.url, images(1));
  expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: "QUOTA_EXCEEDED" } }] });
  const wait = Number(refused.errors?.[0]?.extensions.retryAfterMs);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(15_000);
  expect(Number(refused.headers?.get("retry-after"))).toBe(Math.ceil(wait / 1000));
  for (const door of others) {
    expect((await door(running.url, images(1))).errors).toMatchObject([{ extensions: { code: "QUOTA_EXCEEDED" } }]);
  }
  const never = await http(running.url, images(5));
  expect(never.errors?.[0]?.extensions).toEqual({ code: "QUOTA_EXCEEDED", requestId: expect.any(String) });
  expect((await http(running.url, { query: "{ models { id } }", credential: keys.robot })).errors).toBeUndefined();
});

it("A revoked key opens nothing soon after, without a restart", async () => {
  const [[, http]] = DOORS as [(typeof DOORS)[0]];
  const asked = { query: "{ models { id } }", credential: keys.short };
  expect((await http(running.url, asked)).errors).toBeUndefined();
  const now = new Date().toISOString();
  writeKeys(
    path,
    readKeys(path).map((key) => (key.name === "short" ? { ...key, revokedAt: now } : key)),
  );
  await expect.poll(async () => (await http(running.url, asked)).status, { timeout: 5000 }).toBe(401);
});

it("Every field of Query, Mutation and Subscription says who may select it", () => {
  const schema = createSchema();
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}),
  );
  expect(fields.length).toBeGreaterThan(7);
  expect(fields.filter(({ extensions }) => extensions.access === undefined).map(({ name }) => name)).toEqual([]);
});
