import { convertCommand } from "../../src/cli/convertCommand.js";

/** `semblance convert` with these arguments, through the program's own parser. */
export async function runConvert(...args: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const result = { out: "", err: "", exitCode: 0 };
  const command = convertCommand()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        result.out += text;
      },
      writeErr: (text) => {
        result.err += text;
      },
    });
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    if ((error as { exitCode?: number }).exitCode === undefined) throw error;
    result.exitCode = (error as { exitCode: number }).exitCode;
  }
  return result;
}
