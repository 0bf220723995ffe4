import { createClient as createStreamClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { Answer } from "./graphql.js";

/** What a door answers, and the HTTP status where there is one. */
export interface Reply extends Partial<Answer<unknown>> {
  status?: number;
  headers?: Headers;
  /** The close code of a socket that was closed instead of answered. */
  closed?: number;
}

/** One operation, with a key or token or without. */
export interface Asked {
  query?: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  extensions?: Record<string, unknown>;
  credential?: string | undefined;
}

/** Sends an operation through one door of the server. */
export type Door = (url: string, asked: Asked) => Promise<Reply>;

const overHttp: Door = async (url, { credential, ...body }) => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(credential && { authorization: `Bearer ${credential}` }) },
    body: JSON.stringify(body),
  });
  return { ...((await response.json()) as Reply), status: response.status, headers: response.headers };
};

const overWebSocket: Door = async (url, { credential, ...payload }) => {
  const client = createSocketClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(credential && { connectionParams: { authorization: `Bearer ${credential}` } }),
  });
  try {
    return await new Promise<Reply>((resolve, reject) => {
      client.subscribe(payload as { query: string }, {
        next: (result) => resolve(result as Reply),
        error: (error) => {
          if (Array.isArray(error)) resolve({ errors: error as Answer<unknown>["errors"] & object });
          else if (error && typeof error === "object" && "code" in error) resolve({ closed: Number(error.code) });
          else reject(error as Error);
        },
        complete: () => reject(new Error("The operation was completed without an answer.")),
      });
    });
  } finally {
    await client.dispose();
  }
};

const overEventStream: Door = async (url, { credential, ...payload }) => {
  let status: number | undefined;
  let headers: Headers | undefined;
  let answer: Reply | undefined;
  const client = createStreamClient({
    url: `${url}/graphql/stream`,
    retryAttempts: 0,
    headers: credential ? { authorization: `Bearer ${credential}` } : {},
    fetchFn: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      ({ status, headers } = response);
      // What is refused before there is a stream is answered in JSON.
      if (!response.ok) answer = (await response.clone().json()) as Reply;
      return response;
    },
  });
  try {
    return await new Promise<Reply>((resolve, reject) => {
      client.subscribe(payload as { query: string }, {
        next: (result) =>
          resolve({ ...(result as unknown as Reply), ...(status && { status }), ...(headers && { headers }) }),
        error: (error) => {
          if (answer) resolve({ ...answer, ...(status && { status }), ...(headers && { headers }) });
          else reject(error as Error);
        },
        complete: () => reject(new Error("The operation was completed without an answer.")),
      });
    });
  } finally {
    client.dispose();
  }
};

/** Every door, by name, for tests that must hold on all of them. */
export const DOORS: readonly [name: string, door: Door][] = [
  ["HTTP", overHttp],
  ["WebSocket", overWebSocket],
  ["SSE", overEventStream],
];
