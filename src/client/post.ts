import type { Operation } from "./buildOperation.js";
import { type ClientOptions, credentialOf, type RequestOptions } from "./clientOptions.js";
import { ConnectionError } from "./errors/connectionError.js";
import { type ErrorOfAnswer, RequestError } from "./errors/requestError.js";
import { UnexpectedAnswerError } from "./errors/unexpectedAnswerError.js";
import { pause } from "./pause.js";
import { type WireVariables, wireVariables } from "./wireVariables.js";

/** Asks over HTTP, and again when the server was overloaded. @throws RequestError, ConnectionError, UnexpectedAnswerError, the signal's reason */
export async function post(options: ClientOptions, operation: Operation, request: RequestOptions): Promise<unknown> {
  for (let left = options.retries ?? 3; ; left--) {
    try {
      return await postOnce(options, operation, request.signal);
    } catch (error) {
      const wait = error instanceof RequestError && error.code === "OVERLOADED" ? error.retryAfterMs : undefined;
      if (wait === undefined || left <= 0) throw error;
      await pause(wait, request.signal);
    }
  }
}

async function postOnce(
  options: ClientOptions,
  { query, variables }: Operation,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const credential = await credentialOf(options.token);
  const wire = wireVariables(variables);
  const multipart = wire.files.length > 0;
  const send = options.fetch ?? fetch;
  const response = await send(options.url, {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json",
      // A browser asks the server before it sends a request with this header to another origin; multipart requests need it.
      ...(multipart ? { "apollo-require-preflight": "true" } : { "content-type": "application/json" }),
      ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
    },
    body: multipart ? formOf(query, wire) : JSON.stringify({ query, variables: wire.variables }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new ConnectionError(options.url, cause instanceof Error ? cause.message : String(cause), { cause });
  });
  const { data, errors } = await answerOf(response, options.url, signal);
  if (errors) throw new RequestError(errors, data ?? undefined, response.status);
  return data;
}

function formOf(query: string, { variables, files }: WireVariables): FormData {
  const form = new FormData();
  form.append("operations", JSON.stringify({ query, variables }));
  form.append("map", JSON.stringify(Object.fromEntries(files.map(({ path }, i) => [i, [path]]))));
  files.forEach(({ file }, i) => {
    form.append(String(i), file, `file${i}`);
  });
  return form;
}

async function answerOf(
  response: Response,
  url: string,
  signal: AbortSignal | undefined,
): Promise<{ data?: unknown; errors?: readonly ErrorOfAnswer[] }> {
  let answer: unknown;
  try {
    answer = await response.json();
  } catch {
    signal?.throwIfAborted();
  }
  if (typeof answer !== "object" || answer === null || !("data" in answer || "errors" in answer)) {
    throw new UnexpectedAnswerError(url, response.status);
  }
  return answer as { data?: unknown; errors?: readonly ErrorOfAnswer[] };
}
