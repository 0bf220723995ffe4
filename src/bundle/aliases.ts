import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AliasError } from "./errors/aliasError.js";

/** Beside the folders of the models. */
export const ALIASES_FILE = "aliases.json";

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
/** Versions that an alias pointed to before, for going back. */
const REMEMBERED = 20;

const version = z.string().min(1).max(64);
const schema = z.strictObject({
  formatVersion: z.literal(1),
  aliases: z.record(
    z.string(),
    z.record(z.string().regex(NAME), z.strictObject({ version, previous: z.array(version).max(REMEMBERED) })),
  ),
});

/** Which version of a model each alias means, by the model's name and the alias. */
export type Aliases = z.infer<typeof schema>["aliases"];

/** @returns the aliases of a folder of models; none when it has no file of them. @throws AliasError */
export async function readAliases(root: string): Promise<Aliases> {
  let text: string;
  try {
    text = await readFile(join(root, ALIASES_FILE), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text)).aliases;
  } catch (cause) {
    throw new AliasError(`Expected ${ALIASES_FILE} to be what "semblance models" writes; it cannot be read.`, {
      cause,
    });
  }
}

/** Replaces the file of aliases as a whole: whoever reads it sees the old one or the new one, also after a power cut. */
export async function writeAliases(root: string, aliases: Aliases): Promise<void> {
  const path = join(root, ALIASES_FILE);
  const temporary = join(root, `.${ALIASES_FILE}.${process.pid}.tmp`);
  const handle = await open(temporary, "w", 0o644);
  try {
    await handle.writeFile(`${JSON.stringify({ formatVersion: 1, aliases }, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path).catch(async (error: unknown) => {
    await rm(temporary, { force: true });
    throw error;
  });
  if (process.platform === "win32") return;
  const folder = await open(root, "r");
  await folder.sync().finally(() => folder.close());
}

/** @returns the aliases with `alias` of model `name` meaning `version`; what it meant before is remembered. @throws AliasError */
export function promoted(aliases: Aliases, name: string, alias: string, to: string): Aliases {
  if (!NAME.test(alias)) {
    const expected = "1 to 32 lower-case letters, digits and '-', a letter first, such as stable or canary";
    throw new AliasError(`Expected an alias of ${expected}, got "${alias}".`);
  }
  const now = aliases[name]?.[alias];
  if (now?.version === to) return aliases;
  const previous = now ? [now.version, ...now.previous].slice(0, REMEMBERED) : [];
  return { ...aliases, [name]: { ...aliases[name], [alias]: { version: to, previous } } };
}

/** @returns the aliases with `alias` meaning what it meant before. @throws AliasError when it never meant anything else. */
export function rolledBack(aliases: Aliases, name: string, alias: string): Aliases {
  const [to, ...previous] = aliases[name]?.[alias]?.previous ?? [];
  if (to === undefined)
    throw new AliasError(`Expected ${name}@${alias} to have meant another version before; it did not.`);
  return { ...aliases, [name]: { ...aliases[name], [alias]: { version: to, previous } } };
}
