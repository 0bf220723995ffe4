import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser, openBrowser, openPage } from "../support/browser.js";
import { defaultServer } from "../support/defaultServer.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHOTOGRAPH = "node_modules/@vladmandic/face-api/demo/sample3.jpg";

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What must be there before a view counts as shown. */
const VIEWS: readonly [name: string, hash: string, ready: string][] = [
  ["Augment", "#/augment?n=12&class=happiness", ".faces li:nth-child(12) img.made"],
  ["Explore, directions", "#/explore?class=happiness", ".strip li:nth-child(7) img"],
  ["Explore, between", "#/explore?mode=between&class=happiness", ".strip li:nth-child(9) img"],
  ["Classify", "#/classify", ".samples img"],
  ["Bundle", "#/bundle", "img.report-picture"],
  ["Status", "#/status", ".model-head"],
];

describe.skipIf(noBrowser)(`the studio, for everybody${noBrowser ? ` (skipped: ${noBrowser})` : ""}`, () => {
  const running = defaultServer();
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  /** Serious and critical faults, as axe-core finds them in the page as it is. */
  async function faultsOf(page: Page): Promise<string[]> {
    // The page's policy lets no foreign script in; the browser's own door does.
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate("axe.run()")) as { violations: Violation[] };
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
      );
  }

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has no serious or critical fault in any view that axe finds, ${colorScheme}`, async () => {
      const { page, faults } = await openPage(browser, `${running.url}/`, { colorScheme });
      const found: Record<string, string[]> = {};
      for (const [name, hash, ready] of VIEWS) {
        await page.goto(`${running.url}/${hash}`);
        await page.locator(ready).first().waitFor({ timeout: 60_000 });
        found[name] = await faultsOf(page);
      }
      await page.goto(`${running.url}/#/classify`);
      await page.locator("input[type=file]").setInputFiles(PHOTOGRAPH);
      await page.locator(".face-list .card").first().waitFor({ timeout: 60_000 });
      found["Classify, a result"] = await faultsOf(page);
      await page.getByRole("button", { name: "Use the camera" }).click();
      await page.getByText("It cannot say").waitFor();
      found["Classify, the notice"] = await faultsOf(page);
      await page.getByRole("button", { name: "API key" }).click();
      await page.getByLabel("API key or token").waitFor();
      found["API key"] = await faultsOf(page);
      expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
      expect(faults).toEqual([]);
      await page.context().close();
    }, 240_000);
  }

  it("fits a phone of 390 points in every view, without scrolling sideways", async () => {
    const { page } = await openPage(browser, `${running.url}/`, { viewport: { width: 390, height: 844 } });
    const widths: Record<string, number> = {};
    for (const [name, hash, ready] of VIEWS) {
      await page.goto(`${running.url}/${hash}`);
      await page.locator(ready).first().waitFor({ timeout: 60_000 });
      widths[name] = (await page.evaluate("document.documentElement.scrollWidth")) as number;
    }
    expect(widths).toEqual(Object.fromEntries(VIEWS.map(([name]) => [name, 390])));
    await page.context().close();
  }, 240_000);

  it("augments by keyboard alone", async () => {
    const { page } = await openPage(browser, `${running.url}/#/augment?n=12&class=fear&s=0.5`);
    await page.locator(".faces li:nth-child(12) img.made").waitFor({ timeout: 60_000 });
    await tabTo(page, "input[name=class]:checked");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).toContain("class=disgust");
    await tabTo(page, "input[type=range]");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).toContain("s=0.7");
    await tabTo(page, "button[aria-label='Another seed']");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).not.toContain("seed=7");
    await tabTo(page, "button.primary");
    await expect.poll(() => page.locator("button.primary").isEnabled(), { timeout: 60_000 }).toBe(true);
    await tabTo(page, "button.primary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(download.suggestedFilename()).toMatch(/^disgust-/);
    await page.context().close();
  }, 240_000);

  it("classifies by keyboard alone, and says the result to screen readers", async () => {
    const { page } = await openPage(browser, `${running.url}/#/augment`);
    await page.locator("nav a").first().waitFor({ timeout: 60_000 });
    await tabTo(page, "nav a[href='#/classify']");
    await page.keyboard.press("Enter");
    await page.locator(".samples img").first().waitFor({ timeout: 60_000 });
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await tabTo(page, "input[type=file]");
    await tabTo(page, ".samples button");
    await page.keyboard.press("Enter");
    await page.locator(".face-list .card").first().waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByRole("status").first().textContent()).toMatch(/face/);
    await tabTo(page, "details.query summary");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copy the query" }).waitFor();
    await page.context().close();
  }, 240_000);
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`No number of Tabs leads to ${selector}.`);
}
