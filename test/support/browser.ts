import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's; another one's place in CHROMIUM. */
const PLACE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why tests that need a browser are skipped; undefined where there is one. */
export const noBrowser = existsSync(PLACE)
  ? undefined
  : `no browser at ${PLACE}: install chromium, or set CHROMIUM to where one is`;

/** A browser that asks nobody but the pages that it is sent to. */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const quiet = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath: PLACE, args: [...quiet, ...args] });
}

/** A page, and everything that it must not do: errors in the console, uncaught errors, requests to elsewhere. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  const { host } = new URL(url);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (["http:", "https:"].includes(to.protocol) && to.host !== host) faults.push(`request to ${to.host}`);
  });
  page.on("websocket", (socket) => {
    if (new URL(socket.url()).host !== host) faults.push(`socket to ${socket.url()}`);
  });
  await page.goto(url);
  return { page, faults };
}
