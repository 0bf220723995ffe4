import { availableParallelism } from "node:os";
import { z } from "zod";
import { DEVICE_CHOICES } from "../serving/models/servingSettings.js";
import { SettingsError } from "./errors/settingsError.js";

const schema = z.object({
  models: z.string().min(1).default("models"),
  model: z.string().min(1).optional(),
  device: z.enum(DEVICE_CHOICES).default("auto"),
  // Only this machine, unless somebody says otherwise: the server has no authentication of its own.
  host: z.string().min(1).default("127.0.0.1"),
  port: z.coerce.number().int().min(0).max(65_535).default(4000),
  cores: z.coerce.number().int().min(1).max(1024).default(availableParallelism()),
  logLevel: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/** How a server is started; docs/api.md has the meaning of each. */
export type ServerSettings = z.infer<typeof schema>;

const VARIABLES: Readonly<Record<keyof ServerSettings, string>> = {
  models: "MODELS",
  model: "MODEL",
  device: "DEVICE",
  host: "HOST",
  port: "PORT",
  cores: "CORES",
  logLevel: "LOG_LEVEL",
};

/** The command line's options, then the environment's, then defaults. @throws SettingsError */
export function readSettings(
  options: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): ServerSettings {
  const given: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(VARIABLES))
    given[name] = options[name] ?? (environment[variable] || undefined);
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new SettingsError(
    result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `--${name} or ${VARIABLES[name as keyof ServerSettings]}: ${message}`;
    }),
  );
}
