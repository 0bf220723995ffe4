import { Command, InvalidArgumentError } from "commander";
import { apiKeyText, hashOfSecret, newApiKey } from "../api/security/keys/apiKey.js";
import { type KeyEntry, readKeys, writeKeys } from "../api/security/keys/keyFile.js";
import { SCOPES, type Scope } from "../api/security/scopes.js";
import { SemblanceError } from "../errors/semblanceError.js";

const DEFAULT_FILE = "keys.json";

/** `semblance keys`: makes, lists and revokes the API keys that a server accepts. */
export function keysCommand(): Command {
  const command = new Command("keys").description("make, list and revoke API keys");
  command.addCommand(create());
  command.addCommand(list());
  command.addCommand(revoke());
  return command;
}

interface CreateOptions {
  readonly file: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly imagesPerMinute?: number;
  readonly expires?: string;
}

function create(): Command {
  const command = new Command("create")
    .description("make a key and print it: the only time that it is seen, since the file keeps its hash")
    .requiredOption("--name <name>", "who will have it")
    .requiredOption("--scopes <list>", `what it may do: some of ${SCOPES.join(",")}`, scopesFrom)
    .option("--images-per-minute <n>", "its quota (default: the server's security.imagesPerMinute)", wholeNumber)
    .option("--expires <date>", "when it ends, such as 2027-01-31 (default: never)", dateFrom)
    .option("--file <file>", "the file of keys, made when it is not there", DEFAULT_FILE);
  return command.action((options: CreateOptions) =>
    withReason(command, () => {
      const { file, name, scopes, imagesPerMinute, expires } = options;
      const key = newApiKey();
      const entry: KeyEntry = {
        ...{ id: key.id, name, sha256: hashOfSecret(key.secret), scopes: [...scopes] },
        createdAt: new Date().toISOString(),
        ...(imagesPerMinute !== undefined && { imagesPerMinute }),
        ...(expires !== undefined && { expiresAt: expires }),
      };
      writeKeys(file, [...readKeys(file, []), entry]);
      print(command, [apiKeyText(key)]);
    }),
  );
}

function list(): Command {
  const command = new Command("list")
    .description("list keys, without their secrets")
    .option("--file <file>", "the file of keys", DEFAULT_FILE);
  return command.action(({ file }: { file: string }) =>
    withReason(command, () => {
      const lines = readKeys(file).map((key) => {
        const quota = key.imagesPerMinute === undefined ? "no quota of its own" : `${key.imagesPerMinute} images/min`;
        return [key.id, stateOf(key), key.scopes.join(",") || "no scope", quota, key.name].join("  ");
      });
      print(command, lines.length > 0 ? lines : [`There is no key in ${file}.`]);
    }),
  );
}

function revoke(): Command {
  const command = new Command("revoke")
    .description("end a key; servers that run notice within a second or two")
    .argument("<id>", "the twelve digits behind semblance_ in the key, as list prints them")
    .option("--file <file>", "the file of keys", DEFAULT_FILE);
  return command.action((id: string, { file }: { file: string }) =>
    withReason(command, () => {
      const keys = readKeys(file);
      if (!keys.some((key) => key.id === id)) command.error(`There is no key ${id} in ${file}.`, { exitCode: 1 });
      const revokedAt = new Date().toISOString();
      writeKeys(
        file,
        keys.map((key) => (key.id === id ? { ...key, revokedAt: key.revokedAt ?? revokedAt } : key)),
      );
      print(command, [`Revoked ${id}.`]);
    }),
  );
}

function stateOf({ revokedAt, expiresAt }: KeyEntry): string {
  if (revokedAt !== undefined) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt === undefined) return "in force";
  return `${Date.parse(expiresAt) > Date.now() ? "until" : "expired"} ${expiresAt.slice(0, 10)}`;
}

function withReason(command: Command, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof SemblanceError)) throw error;
    command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
  }
}

function print(command: Command, lines: readonly string[]): void {
  command.configureOutput().writeOut?.(`${lines.join("\n")}\n`);
}

function scopesFrom(text: string): Scope[] {
  const names = text.split(",").filter(Boolean);
  const unknown = names.find((name) => !SCOPES.some((scope) => scope === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no scope "${unknown}", only ${SCOPES.join(", ")}.`);
  return SCOPES.filter((scope) => names.includes(scope));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Expected a whole number from 1.");
  return Number(text);
}

function dateFrom(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError("Expected a date such as 2027-01-31.");
  return new Date(time).toISOString();
}
