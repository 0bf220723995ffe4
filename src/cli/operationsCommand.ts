import { readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { extractOperations } from "../api/operations/persisted/extractOperations.js";
import { createSchema } from "../api/schema.js";
import { SemblanceError } from "../errors/semblanceError.js";

/** `semblance operations extract`: the list of the only operations that a server answers. */
export function operationsCommand(): Command {
  const command = new Command("operations").description(
    "make the list of operations that a server answers and no other",
  );
  const extract = new Command("extract")
    .description("take the operations out of GraphQL documents, checked against this version's schema and limits")
    .argument("<files...>", "GraphQL documents, whose operations have names")
    .requiredOption("--out <file>", "the list, for --persisted-operations: Apollo's manifest of persisted queries");
  extract.action((paths: string[], { out }: { out: string }) => {
    try {
      const files = paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
      const list = extractOperations(createSchema(), files);
      writeFileSync(out, `${JSON.stringify(list, undefined, 2)}\n`);
      const lines = list.operations.map(({ id, type, name }) => `${id}  ${type} ${name}`);
      extract.configureOutput().writeOut?.(`${lines.join("\n")}\n`);
    } catch (error) {
      if (error instanceof SemblanceError)
        extract.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
      if ((error as NodeJS.ErrnoException).code === "ENOENT") extract.error((error as Error).message, { exitCode: 1 });
      throw error;
    }
  });
  return command.addCommand(extract);
}
