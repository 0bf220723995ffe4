import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServingEvent } from "../../src/serving/events/servingEvent.js";
import type { ModelRegistry } from "../../src/serving/models/modelRegistry.js";
import { serveModels } from "../../src/serving/models/serveModels.js";
import { tinyModels, writeTinyBundle } from "../support/tinyBundle.js";

let root: string;
let models: ModelRegistry;
const events: ServingEvent[] = [];
const image = new Uint8Array(8 * 8 * 3).fill(200);

beforeAll(async () => {
  root = await tinyModels();
  ({ models } = await serveModels({
    root,
    device: "cpu",
    cores: 1,
    watchMs: 50,
    observe: (event) => events.push(event),
  }));
  await until(() => models.models.some(({ runner }) => runner.notReady === undefined));
});

afterAll(async () => {
  await models.close();
  rmSync(root, { recursive: true, force: true });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const ids = () => models.models.map(({ id }) => id);
const told = (change: string) =>
  events.flatMap((one) => (one.kind === "model" && one.change === change ? [one.model] : []));
/** Puts a version into the folder as a copying tool that knows its trade does: under another name, then renamed. */
async function arrive(version: string, damage?: string): Promise<void> {
  const { dir } = await writeTinyBundle(`${root}.new`, { version });
  if (damage) appendFileSync(join(dir, damage), "x");
  renameSync(dir, join(root, "tiny", version));
  rmSync(`${root}.new`, { recursive: true });
}

describe("a registry that watches its folder", () => {
  it("serves a new version only when it is warm, beside the old one, and a name then means it", async () => {
    await arrive("2");
    await until(() => told("loading").includes("tiny@2"));
    // Warming takes a while; until it is over nobody reaches the new one.
    if (!ids().includes("tiny@2")) expect(models.get("tiny").id).toBe("tiny@1");
    await until(() => ids().includes("tiny@2"));
    expect(ids()).toEqual(["tiny@2", "tiny@1"]);
    expect(models.get("tiny@2").runner.notReady).toBeUndefined();
    expect(models.get("tiny").id).toBe("tiny@2");
    await Promise.all(models.get("tiny@1").classify("colour", [image]));
  });

  it("refuses a version that is damaged with the reason, keeps what it serves, and takes it once it is repaired", async () => {
    const before = ids();
    await arrive("3", "decoder.onnx");
    await until(() => models.refused.length > 0);
    expect(models.refused).toMatchObject([{ bundle: "tiny@3", code: "BUNDLE_HASH_MISMATCH" }]);
    expect(models.refused[0]!.reason).not.toContain(root);
    expect(ids()).toEqual(before);
    rmSync(join(root, "tiny", "3"), { recursive: true });
    await until(() => models.refused.length === 0);
    await arrive("3");
    await until(() => ids().includes("tiny@3"));
  });

  it("lets aliases mean versions, writes that down, and goes back", async () => {
    await models.promote("tiny", "1");
    expect(models.get("tiny").id).toBe("tiny@1");
    await models.promote("tiny", "2");
    await models.promote("tiny", "3", "canary");
    expect(["tiny", "tiny@stable", "tiny@canary", "canary"].map((id) => models.get(id).id)).toEqual([
      ...["tiny@2", "tiny@2"],
      ...["tiny@3", "tiny@3"],
    ]);
    expect((await models.rollback("tiny")).id).toBe("tiny@1");
    expect(models.get("tiny").id).toBe("tiny@1");
    expect(JSON.parse(readFileSync(join(root, "aliases.json"), "utf8")).aliases.tiny.stable.version).toBe("1");
    await expect(models.rollback("tiny")).rejects.toMatchObject({ code: "ALIAS" });
    await expect(models.promote("tiny", "9")).rejects.toMatchObject({ code: "UNKNOWN_MODEL" });
    expect(models.get("tiny").id).toBe("tiny@1");
  });

  it("keeps the aliases that it knows while their file cannot be read", async () => {
    const sound = readFileSync(join(root, "aliases.json"));
    writeFileSync(join(root, "aliases.json"), "{");
    await until(() => told("refused").includes("aliases.json"));
    expect(models.get("tiny").id).toBe("tiny@1");
    writeFileSync(join(root, "aliases.json"), sound);
  });

  it("answers who resolved a model that is unloaded, then ends its runner", async () => {
    const model = models.get("tiny@2");
    const pid = (model.runner as unknown as { pid: number }).pid;
    const letGo = model.hold();
    rmSync(join(root, "tiny", "2"), { recursive: true });
    await until(() => !ids().includes("tiny@2"));
    expect(() => models.get("tiny@2")).toThrow(expect.objectContaining({ code: "UNKNOWN_MODEL" }));
    const [answer] = await Promise.all(model.classify("colour", [image]));
    expect(answer).toHaveLength(3);
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    letGo();
    await until(() => !existsSync(`/proc/${pid}`));
  });

  it("does not unload what an alias means", async () => {
    await expect(models.unload("tiny@1")).rejects.toMatchObject({ code: "MODEL_IN_USE" });
    await expect(models.unload("tiny@7")).rejects.toMatchObject({ code: "UNKNOWN_MODEL" });
    expect((await models.load("tiny", "1")).id).toBe("tiny@1");
  });
});

describe("a registry that does not watch", () => {
  it("keeps what it serves when a sound bundle's runner does not start", async () => {
    const settings = { startTimeoutMs: 1 };
    const folder = await tinyModels();
    const { models: tested, loaded } = await serveModels({ root: folder, device: "cpu", cores: 1, settings });
    await loaded;
    await writeTinyBundle(folder, { version: "2" });
    await expect(tested.promote("tiny", "2")).rejects.toMatchObject({ code: "MODEL_START" });
    expect(tested.models.map(({ id }) => id)).toEqual(["tiny@1"]);
    expect(existsSync(join(folder, "aliases.json"))).toBe(false);
    await tested.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
