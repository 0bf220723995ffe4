import { convertCommand } from "../../src/cli/convertCommand.js";
import { runCommand } from "../support/runCommand.js";

/** `semblance convert` with these arguments. */
export const runConvert = (...args: string[]) => runCommand(convertCommand(), ...args);
