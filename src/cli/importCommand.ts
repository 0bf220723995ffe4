import { Argument, Command } from "commander";
import { SemblanceError } from "../errors/semblanceError.js";
import { importFaceApi } from "../pretrained/index.js";

/** `semblance import face-api`: published networks as a bundle of this project, made on this machine from the installed package. */
export function importCommand(): Command {
  const command = new Command("import")
    .description("make a bundle of networks that others published: faces and expressions of @vladmandic/face-api")
    .addArgument(new Argument("<what>", "whose networks").choices(["face-api"]))
    .option("--models <dir>", "folder of bundles to write to", "models");
  return command.action(async (_what: string, { models }: { models: string }) => {
    try {
      const { dir, existed } = await importFaceApi(models);
      command.configureOutput().writeOut?.(`${dir} ${existed ? "was there already" : "is written"}\n`);
    } catch (error) {
      if (error instanceof SemblanceError)
        command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (code !== undefined && syscall !== undefined) command.error(`Cannot write to ${models}: ${message}`);
      throw error;
    }
  });
}
