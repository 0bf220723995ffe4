import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";

/** TypeScript of each scalar, as the server answers it and as it may be sent. What is not here is `unknown`. */
const SCALARS = {
  ID: ["string", "string"],
  String: ["string", "string"],
  Int: ["number", "number"],
  Float: ["number", "number"],
  Boolean: ["boolean", "boolean"],
  Seed: ["number", "number | string"],
  SafeInt: ["number", "number"],
  Cursor: ["string", "string"],
  Latent: ["string", "string | readonly number[] | Float32Array"],
  Upload: ["never", "Blob | Uint8Array<ArrayBuffer>"],
  JSONObject: ["Record<string, unknown>", "Record<string, unknown>"],
  JSON: ["unknown", "unknown"],
  DateTime: ["string", "string"],
  DateTimeISO: ["string", "string"],
  URL: ["string", "string"],
};

/**
 * The TypeScript of `src/client/generated/schema.ts`: an interface for every type, the arguments of every field, and the table from which
 * documents are built. @param {import("graphql").GraphQLSchema} schema
 */
export function clientTypes(schema) {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith("__"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const objects = types.filter(isObjectType);
  const roots = ["Query", "Mutation", "Subscription"].filter((name) => schema.getType(name));
  const parts = [
    "// Written by `npm run client` from schema/schema.graphql: change the schema, then run it again.",
    ...types.filter(isEnumType).map(enumType),
    ...types.filter(isInputObjectType).map(inputType),
    ...objects.map(objectType),
    `/** Every type that can be selected from, by its name. */\nexport interface Objects {\n${objects
      .map(({ name }) => `  ${name}: ${name};`)
      .join("\n")}\n}`,
    argumentsTable(objects),
    `/** Types that an operation starts from. */\nexport type Root = ${roots.map((name) => JSON.stringify(name)).join(" | ")};`,
    fieldsTable(objects),
  ];
  return `${parts.join("\n\n")}\n`;
}

function enumType(type) {
  const values = type.getValues().map(({ name }) => JSON.stringify(name));
  return `${comment(type)}export type ${type.name} = ${values.join(" | ")};`;
}

function inputType(type) {
  return `${comment(type)}export interface ${type.name} {\n${inputs(Object.values(type.getFields()), "  ")}\n}`;
}

function objectType(type) {
  const fields = Object.values(type.getFields()).map(
    (field) => `${comment(field, "  ")}  readonly ${field.name}: ${output(field.type)};`,
  );
  return `${comment(type)}export interface ${type.name} {\n  readonly __typename?: "${type.name}";\n${fields.join("\n")}\n}`;
}

function argumentsTable(objects) {
  const tables = objects.flatMap((type) => {
    const fields = Object.values(type.getFields()).filter(({ args }) => args.length > 0);
    if (fields.length === 0) return [];
    const entries = fields.map(({ name, args }) => `    ${name}: {\n${inputs(args, "      ")}\n    };`);
    return [`  ${type.name}: {\n${entries.join("\n")}\n  };`];
  });
  return `/** Arguments of every field that takes some. */\nexport interface Arguments {\n${tables.join("\n")}\n}`;
}

/** Of each type, the fields that lead to another type or take arguments: [the type, the arguments' types]. */
function fieldsTable(objects) {
  const tables = objects.flatMap((type) => {
    const entries = Object.values(type.getFields()).flatMap((field) => {
      const to = getNamedType(field.type);
      if (!isObjectType(to) && field.args.length === 0) return [];
      const args = field.args.map((arg) => `${arg.name}: ${JSON.stringify(String(arg.type))}`);
      return [`    ${field.name}: [${isObjectType(to) ? `"${to.name}"` : "undefined"}, { ${args.join(", ")} }],`];
    });
    return entries.length === 0 ? [] : [`  ${type.name}: {\n${entries.join("\n")}\n  },`];
  });
  return `/** Of each type, the fields that lead to another type or take arguments: that type's name, and the arguments' types. */
export const FIELDS: Readonly<
  Record<string, Readonly<Record<string, readonly [type: string | undefined, args: Readonly<Record<string, string>>]>>>
> = {\n${tables.join("\n")}\n};`;
}

function inputs(fields, indent) {
  return fields
    .map((field) => {
      const optional = !isNonNullType(field.type) || field.defaultValue !== undefined;
      const type = input(field.type);
      return `${comment(field, indent)}${indent}readonly ${field.name}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`;
    })
    .join("\n");
}

function input(type) {
  if (isNonNullType(type)) return present(type.ofType, input, 1);
  return `${present(type, input, 1)} | null`;
}

function output(type) {
  if (isNonNullType(type)) return present(type.ofType, output, 0);
  return `${present(type, output, 0)} | null`;
}

function present(type, inner, way) {
  if (isListType(type)) {
    const element = inner(type.ofType);
    return `readonly ${element.includes(" ") ? `(${element})` : element}[]`;
  }
  if (isScalarType(type)) {
    const known = SCALARS[type.name]?.[way] ?? "unknown";
    return known;
  }
  return type.name;
}

function comment({ description }, indent = "") {
  return description ? `${indent}/** ${description.replace(/\s+/g, " ").replaceAll("*/", "* /")} */\n` : "";
}
