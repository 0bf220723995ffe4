import { readFileSync } from "node:fs";
import { Command } from "commander";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

// Name and summary; `<name>Command.ts` beside this file exports `<name>Command()`.
const COMMANDS: Readonly<Record<string, string>> = {
  serve: "serve model bundles over GraphQL",
  config: "print the effective configuration",
  keys: "make, list and revoke API keys",
  operations: "make the list of operations that a server answers",
  train: "train a model bundle on a long-tailed image set",
  verify: "check a model bundle",
  models: "list, check and promote the versions of a folder of models",
  import: "make a bundle of networks that others published",
  convert: "turn a TensorFlow.js model into ONNX",
  dataset: "look at, convert and make image sets",
  experiment: "repeat the paper's comparison and report it",
};

/** A command loads its own world only when it is called: serving never loads TensorFlow.js, training never loads Apollo. */
async function load(name: string): Promise<Command> {
  const module = (await import(`./${name}Command.js`)) as Readonly<Record<string, () => Command>>;
  return module[`${name}Command`]!();
}

const program = new Command("semblance")
  .description("GraphQL model serving and data augmentation for facial expressions")
  .version(version);

const asked = process.argv[2] === "help" ? process.argv[3] : process.argv[2];
for (const [name, summary] of Object.entries(COMMANDS)) {
  program.addCommand(name === asked ? await load(name) : new Command(name).description(summary));
}
await program.parseAsync();
