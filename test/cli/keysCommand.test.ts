import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, it } from "vitest";
import { KeyStore } from "../../src/api/security/keys/keyStore.js";
import { keysCommand } from "../../src/cli/keysCommand.js";
import { runCommand } from "../support/runCommand.js";

const log = pino({ level: "silent" });
const run = (...words: string[]) => runCommand(keysCommand(), ...words);

it("A key is made, printed once, kept as a hash, listed and revoked", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "semblance-keys-")), "keys.json");
  const made = await run(
    "create",
    "--file",
    file,
    "--name",
    "robot arm",
    "--scopes",
    "encode,classify",
    "--images-per-minute",
    "600",
  );
  expect([made.exitCode, made.err]).toEqual([0, ""]);
  const key = made.out.trim();
  expect(key).toMatch(/^semblance_[0-9a-f]{12}_[\w-]{43}$/);
  const secret = key.split("_").slice(2).join("_");
  expect(readFileSync(file, "utf8")).not.toContain(secret);
  expect(statSync(file).mode & 0o077).toBe(0);

  const store = new KeyStore(file, log);
  expect(store.principal(key)).toMatchObject({ imagesPerMinute: 600, scopes: new Set(["classify", "encode"]) });
  const second = (
    await run("create", "--file", file, "--name", "b", "--scopes", "jobs", "--expires", "2020-01-01")
  ).out.trim();
  expect(new KeyStore(file, log).principal(second)).toBeUndefined();

  const id = key.split("_")[1] as string;
  const listed = await run("list", "--file", file);
  expect(listed.out).toContain(`${id}  in force  classify,encode  600 images/min  robot arm`);
  expect(listed.out).toContain("expired 2020-01-01");
  expect(listed.out).not.toContain(secret);

  expect((await run("revoke", id, "--file", file)).out).toBe(`Revoked ${id}.\n`);
  expect(new KeyStore(file, log).principal(key)).toBeUndefined();
  expect((await run("list", "--file", file)).out).toContain(`${id}  revoked`);
});

it("What cannot be meant ends with the reason, and changes nothing", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "semblance-keys-")), "keys.json");
  expect((await run("create", "--file", file, "--name", "x", "--scopes", "all")).err).toContain('no scope "all"');
  expect((await run("list", "--file", file)).err).toContain("KEY_FILE");
  expect((await run("create", "--file", file, "--name", "x", "--scopes", "jobs", "--expires", "soon")).err).toContain(
    "date",
  );
  writeFileSync(file, '{"format":"semblance-keys","version":1,"keys":[{"id":"x"}]}');
  const refused = await run("create", "--file", file, "--name", "x", "--scopes", "jobs");
  expect([refused.exitCode, refused.err]).toEqual([1, expect.stringContaining("KEY_FILE")]);
  expect(readFileSync(file, "utf8")).toContain('"id":"x"');
  expect((await run("revoke", "000000000000", "--file", join(file, "..", "none.json"))).exitCode).toBe(1);
});
