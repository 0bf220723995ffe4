import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { createSchema } from "../../src/api/schema.js";
import { accessOf } from "../../src/api/security/access.js";
import { SCOPES } from "../../src/api/security/scopes.js";
import { DOORS } from "../support/doors.js";
import { ask } from "../support/graphql.js";
import { keyFile } from "../support/keys.js";
import { logged, runningServer } from "../support/runningServer.js";

const all = Object.fromEntries(
  SCOPES.map((scope) => [`without ${scope}`, { scopes: SCOPES.filter((one) => one !== scope) }]),
);
const { path, keys } = keyFile({
  ...all,
  alice: { scopes: ["jobs"] },
  bob: { scopes: ["jobs"] },
  root: { scopes: [...SCOPES] },
});
const running = runningServer({}, { security: { keyFile: path } });

/** A literal that the type accepts. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return String(type.getValues()[0]?.name);
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return `{ ${needed.map((field) => `${field.name}: ${literal(field.type)}`).join(" ")} }`;
  }
  return /^(Int|Float|Seed)$/.test(type.name)
    ? "1"
    : type.name === "Boolean"
      ? "true"
      : type.name === "Latent"
        ? "[0]"
        : '"x"';
}

function operationOf(keyword: string, field: GraphQLField<unknown, unknown>): string {
  const needed = field.args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  const args = needed.length > 0 ? `(${needed.map((arg) => `${arg.name}: ${literal(arg.type)}`).join(", ")})` : "";
  return `${keyword} { ${field.name}${args} ${isObjectType(getNamedType(field.type)) ? "{ __typename }" : ""} }`;
}

/** Every field of Query, Mutation and Subscription, as the schema has them today. */
function rootFields(schema: GraphQLSchema): [name: string, operation: string, scope: string][] {
  return (["query", "mutation", "subscription"] as const).flatMap((keyword) => {
    const type = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    }[keyword];
    return Object.values(type?.getFields() ?? {}).flatMap((field): [string, string, string][] => {
      const { scope } = accessOf(field);
      return scope === null ? [] : [[field.name, operationOf(keyword, field), scope]];
    });
  });
}

const fields = rootFields(createSchema());

describe("Every field that needs a scope", () => {
  it("is among those that are asked for here", () => {
    expect(fields.length).toBeGreaterThan(5);
  });

  it.each(fields)("%s is refused to who has every scope but that one, on every door", async (_name, query, scope) => {
    for (const [name, door] of DOORS) {
      // A subscription over HTTP is refused as such.
      if (name === "HTTP" && query.startsWith("subscription")) continue;
      const { data, errors } = await door(running.url, { query, credential: keys[`without ${scope}`] });
      expect([
        name,
        data ?? null,
        errors?.map(({ extensions: { code, scope: lacking } }) => ({ code, scope: lacking })),
      ]).toEqual([name, null, [{ code: "FORBIDDEN", scope }]]);
      const anonymous = await door(running.url, { query });
      expect(anonymous.closed ?? anonymous.status).toBe(name === "WebSocket" ? 4403 : 401);
      // With it the refusal is another one, or none: what keeps it out is the scope.
      if (name !== "SSE") continue;
      const allowed = await door(running.url, { query, credential: keys.root });
      expect(JSON.stringify(allowed.errors ?? [])).not.toContain("FORBIDDEN");
    }
  });
});

it("A job is its owner's: others are told that there is none", async () => {
  const [[, http]] = DOORS as [(typeof DOORS)[0]];
  const start = 'mutation { startAugmentation(input: { classes: [{ class: "fear", count: 2 }] }) { id } }';
  const started = await http(running.url, { query: start, credential: keys.alice });
  const id = (started.data as { startAugmentation?: { id: string } } | undefined)?.startAugmentation?.id;
  expect(id).toBeTruthy();
  for (const query of [
    `{ job(id: "${id}") { id } }`,
    `mutation { cancelJob(id: "${id}") { id } }`,
    `mutation { deleteJob(id: "${id}") }`,
  ]) {
    const { errors } = await http(running.url, { query, credential: keys.bob });
    expect(errors).toMatchObject([{ extensions: { code: "UNKNOWN_JOB" } }]);
  }
  const { data } = await http(running.url, { query: "{ jobs { id } }", credential: keys.bob });
  expect(data).toEqual({ jobs: [] });
});

describe("What nobody raised on purpose", () => {
  const SECRET = "s3cret /etc/shadow at Object.<anonymous> (/srv/app/x.js:1:1)";
  const faults: [string, () => unknown][] = [
    ["an error", () => new Error(SECRET)],
    ["a text", () => SECRET],
    ["an object", () => ({ message: SECRET, extensions: { SECRET } })],
    ["an error with a cause", () => new TypeError("x", { cause: new Error(SECRET) })],
    ["several errors", () => new AggregateError([new Error(SECRET)], SECRET)],
    [
      "an error that calls itself known",
      () => Object.assign(new Error(SECRET), { code: "UNKNOWN_MODEL", extensions: { code: SECRET } }),
    ],
    [
      "an error of the file system",
      () => Object.assign(new Error(`ENOENT: ${SECRET}`), { code: "ENOENT", path: SECRET }),
    ],
    ["nothing", () => undefined],
  ];

  it.each(faults)("%s is told by an id only, on every door, and the log has it under that id", async (what, fault) => {
    const { models } = running.server;
    const get = models.get;
    models.get = () => {
      throw fault();
    };
    try {
      for (const [, door] of DOORS) {
        const { errors } = await door(running.url, { query: "{ model { id } }", credential: keys.root });
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["INTERNAL"]);
        expect(JSON.stringify(errors)).not.toMatch(/s3cret|shadow|\.js/);
        const line = logged.find((one) => one.includes(String(errors?.[0]?.extensions.id)));
        expect(line).toBeTruthy();
        if (what === "an error") expect(line).toContain("s3cret");
      }
    } finally {
      models.get = get;
    }
  });

  it("leaves the server as it was", async () => {
    const [[, http]] = DOORS as [(typeof DOORS)[0]];
    const { data } = await http(running.url, { query: '{ augment(class: "fear") { s } }', credential: keys.root });
    expect(data).toEqual({ augment: { s: 0.5 } });
    expect((await ask(running.url, "{ models { id } }")).errors).toMatchObject([
      { extensions: { code: "UNAUTHENTICATED" } },
    ]);
  });
});
