import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type RequestHandler, Router } from "express";
import { PAGE } from "./page.js";
import { EXAMPLE_QUERY, startScript } from "./startScript.js";

const require = createRequire(import.meta.url);

const FILES: Readonly<Record<string, [name: string, file: string]>> = {
  "graphiql.js": ["graphiql", "graphiql.min.js"],
  "graphiql.css": ["graphiql", "graphiql.min.css"],
  "react.js": ["react", "umd/react.production.min.js"],
  "react-dom.js": ["react-dom", "umd/react-dom.production.min.js"],
  "graphql-ws.js": ["graphql-ws", "umd/graphql-ws.min.js"],
};

/** GraphiQL at `/graphiql`, from files that are installed with this package: it works without a network. */
export function graphiql(): Router {
  const router = Router();
  router.use("/graphiql", policy);
  router.get("/graphiql", (_request, response) => {
    response.type("html").send(PAGE);
  });
  const script = startScript(EXAMPLE_QUERY);
  router.get("/graphiql/start.js", (_request, response) => {
    response.type("js").send(script);
  });
  for (const [path, [name, file]] of Object.entries(FILES)) {
    const folder = dirname(require.resolve(`${name}/package.json`));
    router.get(`/graphiql/${path}`, (_request, response) => {
      response.sendFile(join(folder, file), { maxAge: "1h" });
    });
  }
  return router;
}

// Nothing from elsewhere, even if a script tried; GraphiQL's editor sets styles inline.
const policy: RequestHandler = (_request, response, next) => {
  response.set(
    "Content-Security-Policy",
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
      "connect-src 'self' ws: wss:; frame-ancestors 'none'",
  );
  response.set("X-Content-Type-Options", "nosniff");
  next();
};
