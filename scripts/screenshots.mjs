// Takes the pictures of the page that the documents show, from a server with the bundles of this repository.
//   npm run screenshots [name ...]
// Needs chromium (CHROMIUM says where, else /usr/bin/chromium). Writes docs/images/studio-*.webp.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { chromium } from "playwright-core";
import sharp from "sharp";
import { startServer } from "../dist/api/server.js";
import { configurationOf } from "../dist/config/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);
const photograph = `${root}node_modules/@vladmandic/face-api/demo/sample3.jpg`;
const wide = { width: 1280, height: 800 };

/** name, address, what must be there, and what else. */
const PICTURES = [
  ["augment", "#/augment?class=happiness&s=0.5&seed=7&n=24", ".faces li:nth-child(24) img.made", {}],
  ["augment-dark", "#/augment?class=surprise&s=1&seed=3&n=24", ".faces li:nth-child(24) img.made", { dark: true }],
  ["explore", "#/explore?class=happiness", ".strip li:nth-child(7) img", { act: walk }],
  ["classify", "#/classify", ".samples img", { act: classify }],
  ["bundle", "#/bundle", "img.report-picture", {}],
  ["status", "#/status", ".networks tbody tr", { size: { width: 1280, height: 460 } }],
  [
    "phone",
    "#/augment?class=happiness&s=0.5&seed=7&n=12",
    ".faces li:nth-child(12) img.made",
    { size: { width: 390, height: 844 }, scroll: 560 },
  ],
];

async function walk(page) {
  const face = page.locator(".seen figure img");
  const before = await face.getAttribute("src");
  await page.getByRole("slider", { name: /^Direction 2/ }).fill("2");
  while ((await face.getAttribute("src")) === before) await page.waitForTimeout(100);
}

async function classify(page) {
  await page.locator("input[type=file]").setInputFiles(photograph);
  await page.locator(".face-list .card").first().waitFor();
}

const configuration = configurationOf({ server: { port: 0 }, models: { device: "cpu" } });
const server = await startServer(configuration, pino({ level: "silent" }));
while ((await fetch(`${server.url}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const [name, hash, ready, { dark, act, size = wide, scroll }] of PICTURES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.url}/${hash}`);
  await page.locator(ready).first().waitFor();
  await act?.(page);
  if (scroll) await page.mouse.wheel(0, scroll);
  await page.waitForTimeout(500);
  const bytes = await sharp(await page.screenshot())
    .webp({ quality: 82 })
    .toBuffer();
  writeFileSync(`${root}docs/images/studio-${name}.webp`, bytes);
  console.log(`docs/images/studio-${name}.webp: ${Math.round(bytes.length / 1000)} kB`);
  await context.close();
}
await browser.close();
await server.close();
