import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser, openBrowser, openPage } from "../support/browser.js";
import { defaultServer } from "../support/defaultServer.js";
import { ask } from "../support/graphql.js";

const PHOTOGRAPH = "node_modules/@vladmandic/face-api/demo/sample3.jpg";

describe.skipIf(noBrowser)(`the studio${noBrowser ? ` (skipped: ${noBrowser})` : ""}`, () => {
  const running = defaultServer();
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser, `${running.url}/`));
    page.setDefaultTimeout(40_000);
  });
  afterAll(() => browser?.close());

  const visit = async (hash: string) => {
    await page.goto("about:blank");
    await page.goto(`${running.url}/${hash}`);
  };
  const generated = () => page.locator(".faces img.made");
  const sources = () => generated().evaluateAll((images) => images.map((image) => image.getAttribute("src")));

  it("streams the faces that the address asks for, each beside its source", async () => {
    await visit("#/augment?class=happiness&s=0.5&n=12&seed=7");
    await expect.poll(() => generated().count(), { timeout: 40_000 }).toBe(12);
    await expect.poll(() => page.locator(".faces img.source").count()).toBe(12);
    const { data } = await ask<{ augment: { images: { dataUrl: string }[] } }>(
      running.url,
      '{ augment(class: "happiness", s: 0.5, n: 12, seed: 7) { images { dataUrl(format: WEBP) } } }',
    );
    expect(await sources()).toEqual(data.augment.images.map(({ dataUrl }) => dataUrl));
  });

  it("changes the same faces with s, and keeps class, s and seed in the address", async () => {
    const before = await sources();
    await page.getByRole("slider", { name: "How far, s" }).fill("1.5");
    await expect
      .poll(async () => (await sources()).filter((url) => !before.includes(url)).length, { timeout: 40_000 })
      .toBe(12);
    expect(new URL(page.url()).hash).toBe("#/augment?class=happiness&s=1.5&n=12&seed=7");
    const again = await page.locator(".faces img.source").evaluateAll((images) => images.length);
    expect(again).toBe(12);
  });

  // Another program than ours must open it; Python brings one.
  const python = spawnSync("python3", ["--version"]).status === 0;
  it.skipIf(!python)("saves the faces as an archive that other programs open, with the recipe", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download ZIP" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("happiness-7.zip");
    const folder = mkdtempSync(join(tmpdir(), "semblance-zip-"));
    await download.saveAs(join(folder, "faces.zip"));
    execFileSync("python3", ["-m", "zipfile", "-e", "faces.zip", "out"], { cwd: folder });
    const recipe = JSON.parse(readFileSync(join(folder, "out/recipe.json"), "utf8"));
    expect(recipe).toMatchObject({ class: "happiness", s: 1.5, n: 12, seed: 7, synthetic: true });
    const { data } = await ask<{ augment: { images: { base64: string }[] } }>(
      running.url,
      '{ augment(class: "happiness", s: 1.5, n: 12, seed: 7) { images { base64 } } }',
    );
    data.augment.images.forEach(({ base64 }, i) => {
      const saved = readFileSync(join(folder, `out/happiness/${String(i).padStart(3, "0")}.png`));
      expect(saved.equals(Buffer.from(base64, "base64"))).toBe(true);
    });
  });

  it("walks along a direction: far from the mean is another face, and the classifier says what it sees", async () => {
    await visit("#/explore?class=happiness");
    const face = page.locator(".seen figure img");
    await face.waitFor();
    expect(await page.locator(".directions .slider").count()).toBe(6);
    const atMean = await face.getAttribute("src");
    await page.getByRole("slider", { name: /^Direction 2/ }).fill("3");
    await expect.poll(() => face.getAttribute("src"), { timeout: 40_000 }).not.toBe(atMean);
    await expect.poll(() => page.locator(".strip img").count(), { timeout: 40_000 }).toBe(7);
    expect(await page.locator(".seen-says li").count()).toBe(7);
    await page.getByRole("button", { name: "Back to the mean" }).click();
    await expect.poll(() => face.getAttribute("src"), { timeout: 40_000 }).toBe(atMean);
  });

  it("goes from one face to another along a straight line, and begins and ends with them", async () => {
    await visit("#/explore?mode=between&class=happiness");
    await expect.poll(() => page.locator(".strip img").count(), { timeout: 40_000 }).toBe(9);
    const pixels = async (selector: string) => {
      const url = (await page.locator(selector).first().getAttribute("src")) ?? "";
      return sharp(Buffer.from(url.split(",")[1] ?? "", "base64"))
        .raw()
        .toBuffer();
    };
    const strip = page.locator(".strip img");
    expect(await strip.count()).toBe(9);
    const first = await pixels(".strip li:first-child img");
    const chosen = await pixels(".face-picker:first-of-type .thumb:first-of-type img");
    expect(createHash("sha256").update(first).digest("hex")).toBe(createHash("sha256").update(chosen).digest("hex"));
  });

  it("classifies a photograph that is chosen, draws where, and shows the query that did it", async () => {
    await visit("#/classify");
    await page.locator("input[type=file]").setInputFiles(PHOTOGRAPH);
    await page.locator(".face-list .bars li").first().waitFor();
    const { data: found } = await ask<{ faces: { expression: { label: string } | null }[] }>(
      running.url,
      "query ($image: ImageInput!) { faces(image: $image) { expression { label } } }",
      { image: { base64: readFileSync(PHOTOGRAPH).toString("base64") } },
    );
    expect(found.faces.length).toBeGreaterThan(1);
    const boxes = await page.locator(".face-box").allTextContents();
    expect(boxes.map((text) => text.replace(/[^a-z ]/g, "").trim())).toEqual(
      found.faces.map(({ expression }) => expression?.label ?? "not named"),
    );
    await page.getByText("The query that did it").click();
    const query = (await page.locator(".query pre").first().textContent()) ?? "";
    const { data, errors } = await ask(running.url, query, {
      image: { base64: readFileSync(PHOTOGRAPH).toString("base64") },
    });
    expect(errors).toBeUndefined();
    expect(Object.keys(data).length).toBeGreaterThan(0);
  });

  it("says what an image is refused for", async () => {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no image") });
    await page.getByRole("alert").getByText("UNSUPPORTED_IMAGE_FORMAT").waitFor();
  });

  it("shows what the camera's pictures can and cannot say before it opens, and asks for agreement", async () => {
    await visit("#/classify");
    await page.getByRole("button", { name: "Use the camera" }).click();
    await page.getByText("It cannot say").waitFor();
    const open = page.getByRole("button", { name: "Open the camera" });
    expect(await open.isDisabled()).toBe(true);
    await page.getByRole("checkbox").check();
    expect(await open.isEnabled()).toBe(true);
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await page.getByText("It cannot say").count()).toBe(0);
  });

  it("tells what the bundle was trained on and how good it is, as its manifest has it", async () => {
    const manifest = JSON.parse(readFileSync("models/synthetic-faces/3/manifest.json", "utf8"));
    await visit("#/bundle");
    await page.locator(".confusion tbody tr").first().waitFor();
    const counts = await page.locator(".histogram .number").allTextContents();
    expect(counts.map((count) => Number(count.replaceAll(",", "")))).toEqual(
      [...manifest.classCounts].sort((a: number, b: number) => b - a),
    );
    const tail = await page.locator(".histogram .tail > span:first-child").allTextContents();
    expect(tail.map((name) => name.split(" ")[0]).sort()).toEqual([...manifest.tailClasses].sort());
    const [classifier] = manifest.networks.classifiers;
    const { confusion } = manifest.metrics.classifiers[classifier.id].balancedTest;
    const shown = await page.locator(".confusion tbody td.right").allTextContents();
    const expected = confusion.map((row: number[], i: number) =>
      String(Math.round((100 * (row[i] ?? 0)) / row.reduce((a, b) => a + b, 0))),
    );
    expect(shown).toEqual(expected);
    await page.locator("img.report-picture").waitFor();
    expect(await page.locator(".prose table").count()).toBeGreaterThan(2);
  });

  it("shows queues, batches and latencies as they are now", async () => {
    await visit("#/status");
    await page.locator(".networks tbody tr").first().waitFor();
    const decoder = page.locator(".networks tr", { hasText: "decoder" });
    const answered = async () => Number((await decoder.locator("td").nth(1).textContent())?.replaceAll(",", ""));
    const before = await answered();
    await ask(running.url, '{ augment(class: "fear", n: 3) { images { base64 } } }');
    await expect.poll(answered, { timeout: 20_000 }).not.toBe(before);
  });

  it("asked nobody but its server, and no error reached the console", () => {
    // The one image that is refused on purpose is answered with status 200.
    expect(faults).toEqual([]);
  });
});
