import { findFile, readFile, valuesOf } from "./configurationFile.js";
import { SettingsError } from "./errors/settingsError.js";
import { type Configuration, ENTRIES, type Entry, GROUPS } from "./groups.js";
import { nearest } from "./nearest.js";

/** Where values come from; the later ones win. */
export interface Sources {
  /** Path of the file; when undefined, `SEMBLANCE_CONFIG`, and else `semblance.config.json` if it is there. */
  readonly file?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text by `group.name`, from the command line. */
  readonly options?: ReadonlyMap<string, string>;
}

/** A setting with its value, and who said so: "default", a file's path, a variable's name, or "command line". */
export interface Effective {
  readonly entry: Entry;
  readonly value: unknown;
  readonly origin: string;
}

/** The value of every setting: from the command line, else the environment, else the file, else its default. @throws SettingsError */
export function readConfiguration(sources: Sources): { configuration: Configuration; effective: readonly Effective[] } {
  const path = findFile(sources.file ?? (sources.environment.SEMBLANCE_CONFIG || undefined));
  const file = path === undefined ? new Map<string, unknown>() : readFile(path);
  return resolve(file, path ?? "", sources);
}

/** A configuration from values by group and name, as a file has them; what is left out has its default. @throws SettingsError */
export function configurationOf(values: PartialConfiguration): Configuration {
  return resolve(valuesOf(values, "the configuration"), "the configuration", { environment: {} }).configuration;
}

/** What {@link configurationOf} takes. */
export type PartialConfiguration = { readonly [G in keyof Configuration]?: Partial<Configuration[G]> };

function resolve(file: ReadonlyMap<string, unknown>, path: string, { environment, options }: Sources) {
  const problems = [...misspelt(environment), ...unknownOptions(options)];
  const effective = ENTRIES.map((entry): Effective => {
    const { kind, default: fallback, secret } = entry.setting;
    const option = options?.get(entry.path);
    const variable = environment[entry.variable] || undefined;
    let given: { value: unknown; origin: string };
    if (option !== undefined) given = { value: kind.fromText(option), origin: "command line" };
    else if (variable !== undefined) given = { value: kind.fromText(variable), origin: entry.variable };
    else if (file.get(entry.path) !== undefined) given = { value: file.get(entry.path), origin: path };
    else return { entry, value: fallback, origin: "default" };
    const result = kind.schema.safeParse(given.value);
    if (result.success) return { entry, value: result.data, origin: given.origin };
    const came = secret ? "something else" : (option ?? variable ?? JSON.stringify(given.value));
    const details = result.error.issues.map(({ path: at, message }) =>
      at.length > 0 ? ` (${at.join(".")}: ${message})` : "",
    );
    problems.push(
      `${entry.path} (${given.origin}): expected ${kind.expected}, got ${came}${secret ? "" : details.join("")}`,
    );
    return { entry, value: fallback, origin: "default" };
  });
  if (problems.length > 0) throw new SettingsError(problems);
  const configuration: Record<string, Record<string, unknown>> = {};
  for (const group of Object.keys(GROUPS)) configuration[group] = {};
  for (const { entry, value } of effective) configuration[entry.group]![entry.name] = value;
  return { configuration: configuration as unknown as Configuration, effective };
}

/**
 * Variables that begin like those of a group and are none. Others that begin with SEMBLANCE_ pass: Kubernetes sets SEMBLANCE_PORT and the
 * like in every container beside a service of that name.
 */
function misspelt(environment: Sources["environment"]): string[] {
  const known = ENTRIES.map(({ variable }) => variable);
  const prefixes = Object.keys(GROUPS).map((group) => `SEMBLANCE_${group.toUpperCase()}_`);
  return Object.keys(environment)
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)) && !known.includes(name))
    .map((name) => `there is no variable ${name}; did you mean ${nearest(name, known)}?`);
}

function unknownOptions(options: ReadonlyMap<string, string> | undefined): string[] {
  const known = ENTRIES.map(({ path }) => path);
  return [...(options?.keys() ?? [])]
    .filter((path) => !known.includes(path))
    .map((path) => `there is no setting "${path}"; did you mean "${nearest(path, known)}"?`);
}
