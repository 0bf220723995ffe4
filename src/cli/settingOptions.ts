import { type Command, Option } from "commander";
import { type Configuration, type Effective, ENTRIES, readConfiguration } from "../config/index.js";

/** Adds `--config`, the options of the settings that have one, and `--set` for all of them. */
export function addSettingOptions(command: Command): Command {
  command.option(
    "--config <file>",
    "configuration file (SEMBLANCE_CONFIG; default: semblance.config.json if it is there)",
  );
  for (const { setting, variable } of ENTRIES) {
    if (setting.flag === undefined) continue;
    const meaning = setting.meaning.replaceAll("`", "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    const fallback = setting.defaultText ?? String(setting.default);
    command.option(setting.flag, `${meaning} (${variable}; default: ${fallback})`);
  }
  return command.option(
    "--set <name=value>",
    "any setting by its name, such as limits.queueRows=100; may be repeated",
    collect,
    [],
  );
}

/** The configuration that the command line, the environment and the file give together. @throws SettingsError */
export function configurationFrom(options: Readonly<Record<string, unknown>>): {
  configuration: Configuration;
  effective: readonly Effective[];
} {
  const given = new Map<string, string>();
  for (const { path, setting } of ENTRIES) {
    const value = setting.flag === undefined ? undefined : options[new Option(setting.flag).attributeName()];
    if (value !== undefined) given.set(path, String(value));
  }
  for (const assignment of (options.set ?? []) as string[]) {
    const [path = "", ...value] = assignment.split("=");
    given.set(path, value.join("="));
  }
  return readConfiguration({ file: options.config as string | undefined, environment: process.env, options: given });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
