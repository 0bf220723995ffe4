/** A credential, or what finds one before each request or connection; undefined sends none. */
export type Credential = string | undefined | (() => string | undefined | Promise<string | undefined>);

/** A constructor of standard WebSockets. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => unknown;

/** How a client reaches its server. */
export interface ClientOptions {
  /** Of the GraphQL endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** API key or token, sent as `Authorization: Bearer` and in the first message of a socket. */
  readonly token?: Credential;
  /** How often a request is sent again that the server refused as OVERLOADED, after the time that it asked for; 3 when left out. */
  readonly retries?: number;
  /** How often in a row a lost stream is taken up again before it fails; 10 when left out. A batch received starts the count again. */
  readonly reconnects?: number;
  /** Called when a stream is about to be taken up again after `waitMs` milliseconds. */
  readonly onReconnect?: (attempt: number, waitMs: number) => void;
  /** The platform's when left out. */
  readonly fetch?: typeof fetch;
  /** The platform's when left out; in Node.js, the one of `ws`. */
  readonly webSocket?: WebSocketConstructor;
}

/** What one request may change. */
export interface RequestOptions {
  /** Stops the work, here and on the server; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The credential that is to be sent now. */
export async function credentialOf(token: Credential): Promise<string | undefined> {
  return (typeof token === "function" ? await token() : token) || undefined;
}
