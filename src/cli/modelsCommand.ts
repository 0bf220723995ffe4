import { Command } from "commander";
import { listBundles, promoted, readAliases, readBundle, rolledBack, writeAliases } from "../bundle/index.js";
import { SemblanceError } from "../errors/semblanceError.js";

/** `semblance models`: the versions in a folder of models, and what their aliases mean. A server that watches the folder follows. */
export function modelsCommand(): Command {
  const command = new Command("models").description("list, check and promote the versions of a folder of models");
  const add = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option("--models <dir>", "folder of bundles, <name>/<version>/", process.env.MODELS || "models");
  add("list", "every model, its versions, and the aliases that mean them").action(guarded(command, list));
  add("verify", "make every check of every bundle; exit status 1 if one fails").action(guarded(command, verify));
  add("promote", "make an alias mean a version")
    .argument("<id>", "name@version")
    .argument("[alias]", "stable is what a name without a version means", "stable")
    .action(guarded(command, promote));
  add("rollback", "make an alias mean what it meant before")
    .argument("<name>", "name of the model")
    .argument("[alias]", "the alias", "stable")
    .action(guarded(command, rollback));
  return command;
}

interface Options {
  readonly models: string;
}

interface Result {
  readonly lines: readonly string[];
  /** Ends the command with exit status 1. */
  readonly failure?: string;
}

async function list({ models }: Options): Promise<Result> {
  const aliases = await readAliases(models);
  const lines = (await listBundles(models)).map(({ name, version }) => {
    const meaning = Object.entries(aliases[name] ?? {}).filter(([, alias]) => alias.version === version);
    return [`${name}@${version}`, ...meaning.map(([alias]) => alias)].join("  ");
  });
  return { lines };
}

async function verify({ models }: Options): Promise<Result> {
  const lines: string[] = [];
  let refused = 0;
  for (const { name, version, dir } of await listBundles(models)) {
    try {
      lines.push(`${name}@${version} is sound, digest ${(await readBundle(dir)).digest}`);
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      lines.push(`${name}@${version} is refused: ${error.code}: ${error.message}`);
      refused++;
    }
  }
  return { lines, ...(refused > 0 && { failure: `${refused} of ${lines.length} bundles are refused` }) };
}

/** Checks the bundle first: an alias never comes to mean what a server would refuse. */
async function promote({ models }: Options, id: string, alias: string): Promise<Result> {
  const [name = "", version = ""] = id.split("@", 2);
  const location = (await listBundles(models)).find((one) => one.name === name && one.version === version);
  // The reader says what is missing.
  await readBundle(location?.dir ?? `${models}/${name}/${version}`);
  await writeAliases(models, promoted(await readAliases(models), name, alias, version));
  return { lines: [`${name}@${alias} means ${name}@${version}`] };
}

async function rollback({ models }: Options, name: string, alias: string): Promise<Result> {
  const aliases = rolledBack(await readAliases(models), name, alias);
  await writeAliases(models, aliases);
  return { lines: [`${name}@${alias} means ${name}@${aliases[name]?.[alias]?.version}`] };
}

/** Prints what the action returns; what a user can put right is one line and exit status 1. */
function guarded(command: Command, action: (options: Options, ...rest: string[]) => Promise<Result>) {
  return async (...given: unknown[]) => {
    // Commander gives the arguments, then the options, then the command.
    const options = given.at(-2) as Options;
    try {
      const { lines, failure } = await action(options, ...(given.slice(0, -2) as string[]));
      command.configureOutput().writeOut?.(lines.map((line) => `${line}\n`).join(""));
      if (failure !== undefined) command.error(failure, { exitCode: 1 });
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
    }
  };
}
