import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelsCommand } from "../../src/cli/modelsCommand.js";
import { ask } from "../support/graphql.js";
import { runCommand } from "../support/runCommand.js";
import { runningServer } from "../support/runningServer.js";
import { tinyModels, writeTinyBundle } from "../support/tinyBundle.js";

let folder: string;

beforeAll(async () => {
  folder = await tinyModels();
  await writeTinyBundle(folder, { version: "2" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = (...args: string[]) => runCommand(modelsCommand(), ...args, "--models", folder);

describe("semblance models", () => {
  it("lists, promotes and rolls back", async () => {
    expect((await models("promote", "tiny@1")).out).toContain("tiny@stable means tiny@1");
    expect((await models("promote", "tiny@2")).exitCode).toBe(0);
    expect((await models("list")).out).toContain("tiny@1\ntiny@2  stable\n");
    expect((await models("rollback", "tiny")).out).toContain("tiny@stable means tiny@1");
    const again = await models("rollback", "tiny");
    expect([again.exitCode, again.err]).toEqual([1, expect.stringContaining("ALIAS: ")]);
  });

  it("promotes nothing that a server would refuse, and says which bundle is unsound", async () => {
    appendFileSync(join(folder, "tiny", "2", "encoder.onnx"), "x");
    expect(await models("promote", "tiny@2")).toMatchObject({ exitCode: 1 });
    const checked = await models("verify");
    expect(checked.exitCode).toBe(1);
    expect(checked.out).toMatch(/tiny@1 is sound[\s\S]*tiny@2 is refused: BUNDLE_HASH_MISMATCH/);
  });
});

describe("the mutations of the admin", () => {
  const holder = runningServer();

  it("promote a model, tell its aliases, and do not unload what is needed", async () => {
    const promote = 'mutation { promoteModel(name: "tiny", version: "1", alias: "canary") { id aliases } }';
    expect((await ask(holder.url, promote)).data).toEqual({ promoteModel: { id: "tiny@1", aliases: ["canary"] } });
    expect((await ask(holder.url, '{ model(id: "tiny@canary") { id } }')).data).toEqual({ model: { id: "tiny@1" } });
    const { errors } = await ask(holder.url, 'mutation { unloadModel(id: "tiny@1") { id } }');
    expect(errors).toMatchObject([{ extensions: { code: "MODEL_IN_USE" } }]);
    const missing = await ask(holder.url, 'mutation { loadModel(name: "tiny", version: "2") { id } }');
    expect(missing.errors).toMatchObject([{ extensions: { code: "UNKNOWN_MODEL" } }]);
    const none = await ask(holder.url, 'mutation { rollbackModel(name: "tiny", alias: "canary") { id } }');
    expect(none.errors).toMatchObject([{ extensions: { code: "ALIAS" } }]);
  });
});
