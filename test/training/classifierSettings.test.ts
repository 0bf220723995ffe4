import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { presets } from "../../src/training/index.js";
import { settingsSchema } from "../../src/training/settings.js";

it("older settings, which name no network, are read as ResNets that start from every image", async () => {
  const settings = JSON.parse(await readFile("test/support/olderSettings.json", "utf8"));
  const read = settingsSchema.parse(settings);
  expect(read.teacher).toMatchObject({ network: "resnet", depth: 18 });
  expect(read.classifiers[0]).toMatchObject({ network: "resnet", depth: 18 });
  expect(read.augmentation.sources).toBe("all");
});

it("a DAN has heads and no depth, and cannot be the teacher, whose maps are compared", () => {
  const { depth: _, ...resnet } = presets.tiny.teacher;
  const dan = { ...resnet, id: "dan", network: "dan" };
  const read = (change: object) => settingsSchema.parse({ ...presets.tiny, ...change });
  expect(read({ classifiers: [dan] }).classifiers[0]).toMatchObject({ network: "dan", heads: 4 });
  expect(() => read({ classifiers: [{ ...dan, depth: 34 }] })).toThrow(/depth/);
  expect(() => read({ teacher: dan })).toThrow(/resnet/);
});
