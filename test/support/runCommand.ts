import type { Command } from "commander";

/** Runs a command of the program with these arguments, through its own parser: what it printed, and its exit code. */
export async function runCommand(
  command: Command,
  ...args: string[]
): Promise<{ out: string; err: string; exitCode: number }> {
  const result = { out: "", err: "", exitCode: 0 };
  const output = {
    writeOut: (text: string) => {
      result.out += text;
    },
    writeErr: (text: string) => {
      result.err += text;
    },
  };
  for (const part of [command, ...command.commands]) part.exitOverride().configureOutput(output);
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    if ((error as { exitCode?: number }).exitCode === undefined) throw error;
    result.exitCode = (error as { exitCode: number }).exitCode;
  }
  return result;
}
