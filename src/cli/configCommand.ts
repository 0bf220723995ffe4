import { Command } from "commander";
import { shown } from "../config/index.js";
import { SemblanceError } from "../errors/semblanceError.js";
import { addSettingOptions, configurationFrom } from "./settingOptions.js";

/** `semblance config`: what the server would run with, and who said so; exit status 1 and the reasons when it would not start. */
export function configCommand(): Command {
  const command = new Command("config").description(
    "print the effective configuration, where each value comes from, and the defaults",
  );
  return addSettingOptions(command)
    .option("--json", "as JSON, one object by group and name")
    .action((options: Record<string, unknown>) => {
      try {
        const { effective } = configurationFrom(options);
        const rows = effective.map(({ entry, value, origin }) => ({
          ...{ name: entry.path, value: shown({ entry, value }), origin, variable: entry.variable },
          default: shown({ entry, value: entry.setting.default }),
        }));
        const lines = options.json
          ? [JSON.stringify(Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])), null, 2)]
          : table([
              ["setting", "value", "from", "default", "variable"],
              ...rows.map((row) => [row.name, row.value, row.origin, row.default, row.variable]),
            ]);
        command.configureOutput().writeOut?.(`${lines.join("\n")}\n`);
      } catch (error) {
        if (!(error instanceof SemblanceError)) throw error;
        command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
      }
    });
}

function table(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}
