import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { SettingsError } from "./errors/settingsError.js";
import { ENTRIES, GROUPS } from "./groups.js";
import { nearest } from "./nearest.js";

/** The file that is read when none is named and it is there. */
export const DEFAULT_FILE = "semblance.config.json";

const schema = z.record(z.string(), z.unknown());

/** @param named a path that somebody gave, whose file must be there. @returns the path to read, if any. */
export function findFile(named: string | undefined): string | undefined {
  if (named !== undefined) return named;
  return existsSync(DEFAULT_FILE) ? DEFAULT_FILE : undefined;
}

/** The values of a configuration file by `group.name`. @throws SettingsError */
export function readFile(path: string): Map<string, unknown> {
  let contents: unknown;
  try {
    contents = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SettingsError([`${path} cannot be read: ${(error as Error).message}`]);
  }
  return valuesOf(contents, path);
}

/**
 * The values of a parsed configuration by `group.name`; `$schema` is allowed, for editors.
 * @throws SettingsError with every key that no setting has.
 */
export function valuesOf(contents: unknown, source: string): Map<string, unknown> {
  const groups = schema.safeParse(contents);
  if (!groups.success) throw new SettingsError([`${source}: expected an object of groups`]);
  const values = new Map<string, unknown>();
  const problems: string[] = [];
  for (const [group, settings] of Object.entries(groups.data)) {
    if (group === "$schema") continue;
    if (!Object.hasOwn(GROUPS, group)) {
      problems.push(`${source}: there is no group "${group}"; did you mean "${nearest(group, Object.keys(GROUPS))}"?`);
      continue;
    }
    const members = schema.safeParse(settings);
    if (!members.success) problems.push(`${source}: expected "${group}" to be an object of settings`);
    const known = ENTRIES.filter((entry) => entry.group === group).map(({ name }) => name);
    for (const [name, value] of Object.entries(members.data ?? {})) {
      if (known.includes(name)) values.set(`${group}.${name}`, value);
      else problems.push(`${source}: "${group}" has no setting "${name}"; did you mean "${nearest(name, known)}"?`);
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values;
}
