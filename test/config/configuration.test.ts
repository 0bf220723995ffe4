import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { configCommand } from "../../src/cli/configCommand.js";
import { configurationOf, ENTRIES, readConfiguration, settingsTables, shown } from "../../src/config/index.js";
import { runCommand } from "../support/runCommand.js";

const folder = mkdtempSync(join(tmpdir(), "semblance-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A configuration file with these contents. */
function file(contents: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof contents === "string" ? contents : JSON.stringify(contents));
  return path;
}

describe("The configuration", () => {
  it("takes the command line before the environment before the file before the default", () => {
    const { configuration, effective } = readConfiguration({
      file: file({ server: { host: "0.0.0.0", port: 1 }, models: { device: "cpu" }, limits: { queueRows: 7 } }),
      environment: { HOST: "::1", PORT: "2", DEVICE: "", SEMBLANCE_LIMITS_DEADLINE_MS: "9" },
      options: new Map([["server.port", "3"]]),
    });
    expect(configuration.server).toMatchObject({ host: "::1", port: 3, drainMs: 8000 });
    expect(configuration.models.device).toBe("cpu");
    expect(configuration.limits).toMatchObject({ queueRows: 7, deadlineMs: 9, runTimeoutMs: 20_000 });
    const origins = new Map(effective.map(({ entry, origin }) => [entry.path, origin]));
    expect(origins.get("server.port")).toBe("command line");
    expect(origins.get("server.host")).toBe("HOST");
    expect(origins.get("models.device")).toMatch(/\.json$/);
    expect(origins.get("server.drainMs")).toBe("default");
  });

  it.each([
    ["a group that is none", { sever: {} }, 'there is no group "sever"; did you mean "server"?'],
    [
      "a setting that is none",
      { limits: { queueRow: 1 } },
      '"limits" has no setting "queueRow"; did you mean "queueRows"?',
    ],
    ["a value outside its bounds", { server: { port: 65_536 } }, "expected an integer from 0 to 65535, got 65536"],
    ["text for a number", { server: { port: "80" } }, 'expected an integer from 0 to 65535, got "80"'],
    ["a list for a group", { server: [] }, 'expected "server" to be an object'],
    ["no JSON", "{", "cannot be read"],
  ])("refuses a file with %s, and says which", (_what, contents, reason) => {
    expect(() => readConfiguration({ file: file(contents), environment: {} })).toThrow(reason);
  });

  it("refuses a file that is named and not there", () => {
    expect(() => readConfiguration({ file: "/nowhere.json", environment: {} })).toThrow("/nowhere.json cannot be read");
  });

  it("refuses a misspelt variable of a group, and lets those pass that Kubernetes sets", () => {
    expect(() => readConfiguration({ environment: { SEMBLANCE_LIMITS_QUEUE_ROW: "1" } })).toThrow(
      "no variable SEMBLANCE_LIMITS_QUEUE_ROW; did you mean SEMBLANCE_LIMITS_QUEUE_ROWS?",
    );
    const kubernetes = { SEMBLANCE_PORT: "tcp://10.0.0.1:4000", SEMBLANCE_SERVICE_HOST: "10.0.0.1" };
    expect(readConfiguration({ environment: kubernetes }).configuration).toEqual(configurationOf({}));
  });

  it("tells every problem at once", () => {
    const environment = { PORT: "x", DEVICE: "abacus" };
    expect(() => readConfiguration({ environment })).toThrow(/server\.port \(PORT\).*models\.device \(DEVICE\)/);
  });

  it("has no variable, and no option, twice, and defaults that pass their own checks", () => {
    const variables = ENTRIES.map(({ variable }) => variable);
    const flags = ENTRIES.flatMap(({ setting }) => setting.flag?.split(" ")[0] ?? []);
    expect(new Set(variables).size).toBe(variables.length);
    expect(new Set(flags).size).toBe(flags.length);
    for (const { path, setting } of ENTRIES) {
      if (setting.default === undefined) continue;
      expect(setting.kind.schema.safeParse(setting.default).success, path).toBe(true);
    }
  });

  it("shows of a secret only that it is set", () => {
    const entry = { ...ENTRIES[0]!, setting: { ...ENTRIES[0]!.setting, secret: true, default: undefined } };
    expect(shown({ entry, value: "hunter2" })).toBe("(secret, set)");
    expect(shown({ entry, value: undefined })).toBe("(none)");
  });

  it("is described in docs/configuration.md as the table has it (npm run configuration writes it)", () => {
    const page = readFileSync("docs/configuration.md", "utf8");
    const [, tables] = page.split(/^<!-- settings: npm run configuration -->\n|^<!-- end -->\n/m);
    expect(tables).toBe(settingsTables());
  });
});

describe("semblance config", () => {
  it("prints every setting with its value, who said so, and its default", async () => {
    const { out } = await runCommand(configCommand(), "--port", "8080", "--set", "limits.queueRows=9");
    expect(out).toMatch(/^server\.port +8080 +command line +4000 +PORT$/m);
    expect(out).toMatch(/^limits\.queueRows +9 +command line +512 +SEMBLANCE_LIMITS_QUEUE_ROWS$/m);
    for (const { path } of ENTRIES) expect(out).toContain(path);
  });

  it("ends with the reasons when the server would not start", async () => {
    const { err, exitCode } = await runCommand(configCommand(), "--set", "limits.queuRows=9");
    expect(exitCode).toBe(1);
    expect(err).toContain('there is no setting "limits.queuRows"; did you mean "limits.queueRows"?');
  });
});
