// Writes the types of the TypeScript client from schema/schema.graphql.
//   npm run client
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema } from "graphql";
import { clientTypes } from "./client/clientTypes.mjs";

const place = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
writeFileSync(
  place("src/client/generated/schema.ts"),
  clientTypes(buildSchema(readFileSync(place("schema/schema.graphql"), "utf8"))),
);
