import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateKeyPair, SignJWT } from "jose";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { Authenticator } from "../../src/api/security/authenticator.js";
import { configurationOf } from "../../src/config/index.js";
import { DOORS } from "../support/doors.js";
import { Issuer } from "../support/issuer.js";
import { keyFile } from "../support/keys.js";
import { runningServer } from "../support/runningServer.js";

const issuer = await Issuer.start();
afterAll(() => issuer.stop());
const running = runningServer({}, { security: { tokenIssuer: issuer.url, tokenAudience: "semblance" } });
const QUERY = '{ augment(class: "fear", seed: 1) { s } }';
const now = () => Math.floor(Date.now() / 1000);

/** The issuer's public key as the secret of a signature, which a verifier that trusts the header would accept. */
async function signedWithPublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(issuer.jwk));
  const claims = { iss: issuer.url, aud: "semblance", sub: "x", exp: now() + 300, scope: "augment" };
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "one" }).sign(secret);
}

async function signedBySomebodyElse(): Promise<string> {
  const { privateKey } = await generateKeyPair("ES256");
  const claims = { iss: issuer.url, aud: "semblance", sub: "x", exp: now() + 300, scope: "augment" };
  return new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "one" }).sign(privateKey);
}

async function unsigned(): Promise<string> {
  const [, payload] = (await issuer.token({ scope: "augment" })).split(".");
  return `${Buffer.from('{"alg":"none","kid":"one"}').toString("base64url")}.${payload}.`;
}

describe.each(DOORS)("A token at the %s door", (name, door) => {
  it.each([
    ["in scope", { scope: "openid augment" }],
    ["in scope, behind the application's name", { scope: "semblance:augment other:admin" }],
    ["in scp, as a list", { scp: ["augment"] }],
    ["for several audiences", { scope: "augment", aud: ["others", "semblance"] }],
  ])("opens what it names %s", async (_what, claims) => {
    const answer = await door(running.url, { query: QUERY, credential: await issuer.token(claims) });
    expect(answer.data).toEqual({ augment: { s: 0.5 } });
  });

  it.each([
    ["the scope of another application", { scope: "other:augment" }],
    ["no scope", {}],
  ])("opens nothing with %s", async (_what, claims) => {
    const answer = await door(running.url, { query: QUERY, credential: await issuer.token(claims) });
    expect(answer.errors).toMatchObject([{ extensions: { code: "FORBIDDEN", scope: "augment" } }]);
  });

  it.each<[string, () => Promise<string>]>([
    ["of another issuer", () => issuer.token({ scope: "augment", iss: "https://elsewhere.example" })],
    ["for another audience", () => issuer.token({ scope: "augment", aud: "others" })],
    ["that has expired", () => issuer.token({ scope: "augment", exp: now() - 60 })],
    ["that is not yet in force", () => issuer.token({ scope: "augment", nbf: now() + 60 })],
    ["that never ends", () => issuer.token({ scope: "augment", exp: undefined as never })],
    ["of nobody", () => issuer.token({ scope: "augment", sub: undefined as never })],
    [
      "with a changed payload",
      async () => (await issuer.token({ scope: "augment" })).replace(/\.(.)/, (_, c) => `.${c === "e" ? "f" : "e"}`),
    ],
    ["signed by somebody else", signedBySomebodyElse],
    ["signed with the public key as a secret", signedWithPublicKey],
    ["without a signature", unsigned],
    ["signed with a key that the issuer has not", () => issuer.token({ scope: "augment" }, { kid: "two" })],
  ])("%s is refused", async (_what, token) => {
    const answer = await door(running.url, { query: QUERY, credential: await token() });
    if (name === "WebSocket") expect(answer).toEqual({ closed: 4403 });
    else expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  it("is refused when it has expired, after the few seconds by which clocks may differ", async () => {
    const token = await issuer.token({ scope: "augment", exp: now() - 3 });
    // It is in force for the two seconds of tolerance that are left.
    expect((await door(running.url, { query: QUERY, credential: token })).data).toEqual({ augment: { s: 0.5 } });
    await expect
      .poll(
        async () => {
          const { status, closed } = await door(running.url, { query: QUERY, credential: token });
          return closed ?? status;
        },
        { timeout: 10_000 },
      )
      .toBe(name === "WebSocket" ? 4403 : 401);
  });
});

it("The issuer is asked once for its keys, not for every token", () => {
  expect(issuer.asked.filter((path) => path === "/.well-known/openid-configuration")).toHaveLength(1);
  expect(issuer.asked.filter((path) => path === "/keys").length).toBeLessThanOrEqual(2);
});

describe("An authenticator", () => {
  const log = pino({ level: "silent" });
  const request = (token: string) => ({ headers: { authorization: `Bearer ${token}` }, socket: {} }) as never;
  const settings = (security: object) => configurationOf({ security }).security;

  it("takes the issuer's keys from a file, with no network", async () => {
    const path = join(dirname(keyFile({}).path), "jwks.json");
    writeFileSync(path, JSON.stringify({ keys: [issuer.jwk] }));
    const asked = issuer.asked.length;
    const authenticator = new Authenticator(
      settings({ tokenIssuer: issuer.url, tokenAudience: "semblance", tokenKeys: path }),
      log,
    );
    const { id, scopes, imagesPerMinute } = await authenticator.authenticate(
      request(await issuer.token({ scope: "classify jobs", images_per_minute: 7 })),
    );
    expect([id, [...scopes], imagesPerMinute]).toEqual([`token:${issuer.url}#robot-7`, ["classify", "jobs"], 7]);
    expect(issuer.asked).toHaveLength(asked);
  });

  it("says that it cannot know who somebody is when the issuer cannot be asked", async () => {
    const gone = await Issuer.start();
    const token = await gone.token({ scope: "augment" });
    await gone.stop();
    const authenticator = new Authenticator(settings({ tokenIssuer: gone.url, tokenAudience: "semblance" }), log);
    await expect(authenticator.authenticate(request(token))).rejects.toMatchObject({
      code: "IDENTITY_UNAVAILABLE",
      status: 503,
    });
  });

  it.each([
    [{ tokenIssuer: "https://issuer.example" }, /tokenAudience/],
    [{ tokenIssuer: "https://issuer.example", tokenAudience: "x", tokenKeys: "/nowhere/jwks.json" }, /cannot be used/],
    [{ keyFile: "/nowhere/keys.json" }, /semblance keys create/],
    [{ keyFile: keyFile({ x: {} }).path, anonymousScopes: ["everything"] }, /anonymousScopes/],
  ])("is not made from settings that cannot be meant: %o", (security, reason) => {
    expect(() => new Authenticator(settings(security), log)).toThrow(reason);
  });
});
