import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler, Router } from "express";
import { NOT_BUILT } from "./notBuilt.js";

/** The same place from `src` and from `dist`. */
const FOLDER = fileURLToPath(new URL("../../../dist/studio", import.meta.url));

/**
 * The page at `/`, built from `src/studio`. Its scripts, styles and fonts have a hash in their names and never change; the page itself is asked
 * for anew each time, and answered with 304 when it is the same.
 */
export function studio(folder = FOLDER): Router {
  const router = Router();
  router.use("/assets", express.static(join(folder, "assets"), { immutable: true, maxAge: "1y", index: false }));
  router.get("/", policy, (_request, response) => {
    const page = join(folder, "index.html");
    if (existsSync(page)) response.sendFile(page, { cacheControl: false, headers: { "Cache-Control": "no-cache" } });
    else response.status(503).type("html").send(NOT_BUILT);
  });
  return router;
}

// Nothing from elsewhere, and no script or style but the files: what is shown comes from bundles and from images of others.
const policy: RequestHandler = (_request, response, next) => {
  response.set(
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  next();
};
