// Builds the page at / from src/studio, when it is missing or older than its sources.
//   node scripts/buildStudio.mjs
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "dist", "studio", "index.html");
/** What the page is made of. */
const sources = [join(root, "src", "studio"), join(root, "src", "client"), join(root, "package-lock.json")];

/** Builds dist/studio (half a second) unless it is current. @returns whether it did. */
export async function buildStudio() {
  if (existsSync(page)) {
    const built = statSync(page).mtimeMs;
    if (sources.flatMap(filesOf).every((file) => statSync(file).mtimeMs <= built)) return false;
  }
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: join(root, "src", "studio"),
    logLevel: "error",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: join(root, "dist", "studio"),
      emptyOutDir: true,
      target: "es2022",
      // Data URLs in style sheets would need a weaker policy for fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  return true;
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildStudio();
