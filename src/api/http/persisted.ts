import type { RequestHandler } from "express";
import { GraphQLError } from "graphql";
import type { Doors } from "../doors.js";
import { operationOfRequest } from "./beginOperation.js";

/** Puts the text of an operation where its hash stands, in a body or, for GET, in the address. */
export function persisted({ persistedOperations, tell }: Doors): RequestHandler {
  return (request, response, next) => {
    try {
      if (request.method === "GET") {
        const [path = "", search] = request.url.split("?");
        const changed = textInSearch(new URLSearchParams(search));
        if (changed) request.url = `${path}?${changed}`;
      } else if (isObject(request.body)) request.body = textInBody(request.body);
      next();
    } catch (error) {
      if (!(error instanceof GraphQLError)) return next(error);
      // As Apollo Server answers: a client that sent only the hash is not at fault, and no cache between may keep that.
      response.status(error.extensions.code === "PERSISTED_QUERY_NOT_FOUND" ? 200 : 400);
      response
        .set("Cache-Control", "private, no-cache, must-revalidate")
        .json({ errors: [tell(error, operationOfRequest(response))] });
    }
  };

  function textInBody(body: Record<string, unknown>): Record<string, unknown> {
    const { query, extensions } = body;
    const text = persistedOperations.textOf({ query, extensions });
    if (text === undefined) return body;
    return { ...body, query: text, ...(isObject(extensions) && { extensions: withoutHash(extensions) }) };
  }

  function textInSearch(search: URLSearchParams): URLSearchParams | undefined {
    const extensions = jsonOf(search.get("extensions"));
    const text = persistedOperations.textOf({ query: search.get("query") ?? undefined, extensions });
    if (text === undefined || !isObject(extensions)) return undefined;
    search.set("query", text);
    search.set("extensions", JSON.stringify(withoutHash(extensions)));
    return search;
  }
}

/** Nothing behind this looks it up again. */
function withoutHash(extensions: Record<string, unknown>): Record<string, unknown> {
  const { persistedQuery: _, ...rest } = extensions;
  return rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
