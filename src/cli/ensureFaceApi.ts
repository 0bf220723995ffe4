import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";

/**
 * Makes the bundle `face-api` in a folder of models that has none, in a process of its own: serving never loads TensorFlow.js. Resolves
 * also when it could not be made, which is a warning: the server does everything else without it.
 */
export async function ensureFaceApi(models: string, log: Logger): Promise<void> {
  if (existsSync(join(models, "face-api"))) return;
  log.info("Making the bundle face-api from its package: this happens once and takes a few seconds");
  const failure = await new Promise<string | undefined>((resolve) => {
    const main = fileURLToPath(new URL("./main.js", import.meta.url));
    const child = spawn(process.execPath, [main, "import", "face-api", "--models", models], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? undefined : said.trim()));
  });
  if (failure !== undefined) log.warn({ reason: failure }, "The bundle face-api could not be made; serving without it");
}
