import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { presets } from "../../src/training/index.js";
import { klWeight } from "../../src/training/schedules.js";
import { settingsSchema } from "../../src/training/settings.js";

const kl = { max: 2, cycles: 4, ramp: 0.5 };

describe("the KL weight", () => {
  it("rises linearly over all steps, as in the paper", () => {
    const at = (step: number) => klWeight({ ...kl, schedule: "linear" }, step, 200);
    expect([at(0), at(99), at(199)]).toEqual([0.01, 1, 2]);
  });

  it("in four cycles rises over half of each and stays until its end", () => {
    const at = (step: number) => klWeight({ ...kl, schedule: "cyclical" }, step, 400);
    expect([0, 25, 50, 99, 100, 125, 350, 399].map(at)).toEqual([0, 1, 2, 2, 0, 1, 2, 2]);
  });

  it("in one cycle with a ramp of a quarter is Fu's monotone schedule", () => {
    const at = (step: number) => klWeight({ schedule: "cyclical", max: 1, cycles: 1, ramp: 0.25 }, step, 100);
    expect([0, 5, 25, 99].map(at)).toEqual([0, 0.2, 1, 1]);
  });

  it("can be constant", () => {
    expect(klWeight({ ...kl, schedule: "constant" }, 0, 9)).toBe(2);
  });
});

describe("settings of older trainings", () => {
  const { kl: _, ...vaeGan } = presets.tiny.vaeGan;
  const read = (settings: object) => settingsSchema.parse({ ...presets.tiny, vaeGan: settings });

  it("with klMax are read as a linear rise to it", () => {
    expect(read({ ...vaeGan, klMax: 3e-5 }).vaeGan.kl).toEqual({ schedule: "linear", max: 3e-5, cycles: 4, ramp: 0.5 });
  });

  it("are refused with both, with neither, and with a klMax that is no weight", () => {
    expect(() => read({ ...vaeGan, klMax: 3e-5, kl: presets.tiny.vaeGan.kl })).toThrow(/klMax/);
    expect(() => read(vaeGan)).toThrow(/kl/);
    expect(() => read({ ...vaeGan, klMax: -1 })).toThrow(/max/);
  });

  it("of a bundle that was made before hold klMax and are read too", async () => {
    const settings = JSON.parse(await readFile("test/support/olderSettings.json", "utf8"));
    expect(read(settings.vaeGan).vaeGan.kl).toMatchObject({ schedule: "linear", max: 5e-5 });
  });
});
