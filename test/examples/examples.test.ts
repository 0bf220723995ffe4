import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { noBrowser, openBrowser, openPage } from "../support/browser.js";
import { cuttingProxy } from "../support/cuttingProxy.js";
import { ask, pixelsOf, plainPng } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer();
const run = promisify(execFile);
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

describe("docs/examples/curl.sh", () => {
  const curl = has("curl", "--version");
  it.skipIf(!curl)(`asks for models, images, an error and a file${curl ? "" : " (skipped: no curl)"}`, async () => {
    const photograph = join(mkdtempSync(join(tmpdir(), "semblance-curl-")), "face.png");
    writeFileSync(photograph, await plainPng(51, 204, 102));
    const env = { ...process.env, SEMBLANCE_URL: `${running.url}/graphql` };
    const { stdout } = await run("sh", ["docs/examples/curl.sh", photograph], { env });
    const [models, images, refused, file] = stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(models).toEqual({
      data: { models: [{ id: "tiny@1", labels: ["happiness", "sadness", "fear"], tailClasses: ["sadness", "fear"] }] },
    });
    expect(images.data.augment).toMatchObject({ seed: 7, images: [{ index: 0 }, { index: 1 }] });
    expect(refused.errors).toMatchObject([{ extensions: { code: "UNKNOWN_CLASS" } }]);
    expect(file.data.classifyExpression).toMatchObject({ label: "sadness" });
  });
});

describe("docs/examples/robot.mjs", () => {
  it("tells when the expression changes, skips what is no picture, and goes on after lost connections", async () => {
    const folder = mkdtempSync(join(tmpdir(), "semblance-frames-"));
    const frames: [string, Buffer][] = [];
    // Long enough each that the smoothed answer follows.
    for (let i = 0; i < 6; i++) frames.push([`a${i}.png`, await plainPng(255, 0, 0)]);
    for (let i = 0; i < 6; i++) frames.push([`b${i}.png`, await plainPng(0, 0, 255)]);
    frames.push(["c.png", Buffer.from("no picture")]);
    for (const [name, bytes] of frames) writeFileSync(join(folder, name), bytes);
    const proxy = await cuttingProxy(running.url);
    const child = spawn(process.execPath, ["docs/examples/robot.mjs", folder, "60"], {
      env: { ...process.env, SEMBLANCE_URL: `${proxy.url}/graphql` },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    const lines = () =>
      output
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { event: string; label?: string; code?: string });
    const expressions = () => lines().flatMap(({ event, label }) => (event === "expression" ? [label] : []));
    await expect.poll(() => new Set(expressions()), { timeout: 30_000 }).toEqual(new Set(["happiness", "fear"]));
    await expect
      .poll(() => lines().some(({ code }) => code === "UNSUPPORTED_IMAGE_FORMAT"), { timeout: 30_000 })
      .toBe(true);
    const before = expressions().length;
    const cutting = setInterval(() => proxy.cut(), 1);
    await expect.poll(() => lines().some(({ event }) => event === "lost"), { timeout: 30_000 }).toBe(true);
    clearInterval(cutting);
    await expect.poll(() => expressions().length, { timeout: 30_000 }).toBeGreaterThan(before + 1);
    child.kill("SIGINT");
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    proxy.close();
  });
});

describe("docs/examples/augmented_dataset.py", () => {
  // Debian's has PyTorch where it is installed at all; another one may shadow it.
  const python = ["/usr/bin/python3", "python3"].find((one) => has(one, "-c", "import PIL"));
  it.skipIf(!python)(
    `fills a data set with what augment makes${python ? "" : " (skipped: no Python with Pillow)"}`,
    async () => {
      const env = { ...process.env, SEMBLANCE_URL: `${running.url}/graphql` };
      const args = ["docs/examples/augmented_dataset.py", "--total", "10", "--batch-size", "4", "--seed", "5"];
      const { stdout } = await run(python!, args, { env, timeout: 60_000 });
      const summary = JSON.parse(stdout);
      expect(summary).toMatchObject({ images: 10, counts: { sadness: 5, fear: 5 } });
      if (!summary.batch) return;
      expect(summary.batch).toEqual([4, 3, 8, 8]);
      expect(summary.targets).toEqual([1, 2, 1, 2]);
      // The first four images, as `augment` gives them.
      const { data } = await ask<Record<string, { images: { base64: string }[] }>>(
        running.url,
        `{ sadness: augment(class: "sadness", n: 3, seed: 5) { images { base64 } } fear: augment(class: "fear", n: 4, seed: 5) { images { base64 } } }`,
      );
      const bytes = await Promise.all(
        [0, 1, 2, 3].map((i) => pixelsOf(data[i % 2 === 0 ? "sadness" : "fear"]!.images[i]!.base64)),
      );
      const all = Buffer.concat(bytes);
      expect(summary.mean).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length / 255, 4);
    },
  );

  it.skipIf(!python)("says the server's code when it is refused", async () => {
    const env = { ...process.env, SEMBLANCE_URL: `${running.url}/graphql` };
    const args = ["docs/examples/augmented_dataset.py", "--classes", "joy"];
    await expect(run(python!, args, { env })).rejects.toMatchObject({ stderr: expect.stringContaining("joy") });
  });
});

describe.skipIf(noBrowser)(`docs/examples/expressionPanel.jsx${noBrowser ? ` (skipped: ${noBrowser})` : ""}`, () => {
  it("asks for consent, then shows the visible expression of a picture and what it means", async () => {
    const script = await bundled(`
      import { createRoot } from "react-dom/client";
      import { createElement } from "react";
      import { clientOfThisPage, ExpressionPanel } from "/docs/examples/expressionPanel.jsx";
      createRoot(document.getElementById("app")).render(
        createElement(ExpressionPanel, { client: clientOfThisPage(), onResult: (seen) => (document.title = seen.label) }),
      );`);
    const browser = await openBrowser();
    const { page, faults } = await openPage(browser, `${running.url}/`);
    await page.route("**/front-end", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: '<!doctype html><link rel="icon" href="data:,"><div id="app"></div><script src="/front-end.js"></script>',
      }),
    );
    await page.route("**/front-end.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
    await page.goto(`${running.url}/front-end`);
    const file = page.getByLabel("Picture of the face");
    expect(await file.isDisabled()).toBe(true);
    await page.getByRole("checkbox").check();
    await file.setInputFiles({ name: "face.png", mimeType: "image/png", buffer: await plainPng(51, 204, 102) });
    await page.getByText(/^sadness, \d+ %$/).waitFor();
    expect(await page.title()).toBe("sadness");
    expect(await page.getByText("visible expression, not what").count()).toBe(1);
    await file.setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByText("UNSUPPORTED_IMAGE_FORMAT").waitFor();
    expect(faults).toEqual([]);
    await browser.close();
  });
});

/** One script for a browser, as a front end's own build would make it. */
async function bundled(entry: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    root: process.cwd(),
    // Under test, Vite would compile for development.
    oxc: { jsx: { runtime: "automatic", importSource: "react", development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "virtual:entry" ? id : undefined),
        load: (id) => (id === "virtual:entry" ? entry : undefined),
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: "virtual:entry", output: { format: "iife" } } },
  });
  const [first] = Array.isArray(output) ? output : [output];
  if (!first || !("output" in first)) throw new Error("Vite made no script.");
  return first.output[0].code;
}
