import { readFileSync } from "node:fs";
import { Command } from "commander";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

// Each command loads its own world when it is called: serving never loads TensorFlow.js, training never loads Apollo.
const COMMANDS: Readonly<Record<string, { description: string; load: () => Promise<Command> }>> = {
  serve: {
    description: "serve model bundles over GraphQL",
    load: async () => (await import("./serveCommand.js")).serveCommand(),
  },
  train: {
    description: "train a model bundle on a long-tailed image set",
    load: async () => (await import("./trainCommand.js")).trainCommand(),
  },
  verify: {
    description: "check a model bundle",
    load: async () => (await import("./verifyCommand.js")).verifyCommand(),
  },
  dataset: {
    description: "look at, convert and make image sets",
    load: async () => (await import("./datasetCommand.js")).datasetCommand(),
  },
};

const program = new Command("semblance")
  .description("GraphQL model serving and data augmentation for facial expressions")
  .version(version);

const asked = process.argv[2];
for (const [name, { description, load }] of Object.entries(COMMANDS)) {
  program.addCommand(name === asked ? await load() : new Command(name).description(description));
}
await program.parseAsync();
