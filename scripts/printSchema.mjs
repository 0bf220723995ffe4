/** Writes schema/schema.graphql from the code. */
import { writeFileSync } from "node:fs";
import { printSchema } from "graphql";
import { createSchema } from "../dist/api/schema.js";

writeFileSync(new URL("../schema/schema.graphql", import.meta.url), `${printSchema(createSchema())}\n`);
