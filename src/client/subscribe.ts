import { type Client, createClient } from "graphql-ws";
import { buildOperation } from "./buildOperation.js";
import { type ClientOptions, credentialOf, type RequestOptions } from "./clientOptions.js";
import { ConnectionError } from "./errors/connectionError.js";
import { RequestError } from "./errors/requestError.js";
import { FIELDS } from "./generated/schema.js";
import { pause } from "./pause.js";
import { receive } from "./receive.js";

type Fields = Readonly<Record<string, unknown>>;

/** The longest wait before a stream is taken up again, in milliseconds. */
const LONGEST_WAIT_MS = 10_000;

/** A socket that is opened with the first stream and closed after the last. */
export function openSocket(options: ClientOptions): Client {
  const url = options.url.replace(/^http/, "ws");
  return createClient({
    url,
    // A stream is taken up again behind its last batch, which only `subscribe` knows.
    retryAttempts: 0,
    connectionParams: async () => {
      const credential = await credentialOf(options.token);
      return credential === undefined ? {} : { authorization: `Bearer ${credential}` };
    },
    ...(options.webSocket && { webSocketImpl: options.webSocket }),
    // Errors reach whoever reads a stream.
    onNonLazyError: () => {},
  });
}

/**
 * Every value of a subscription. After a lost connection it is asked for again; a field with a `cursor` continues behind the last value,
 * without a gap or a repetition. Ending the iteration ends the stream on the server.
 * @throws RequestError, ConnectionError, SelectionError, the signal's reason
 */
export async function* subscribe(
  socket: Client,
  options: ClientOptions,
  selection: Fields,
  { signal }: RequestOptions,
): AsyncGenerator<Fields, void, void> {
  const [field, wanted] = Object.entries(selection)[0] ?? ["", {}];
  const resumable = Object.hasOwn(FIELDS.Subscription?.[field]?.[1] ?? {}, "after");
  let after: unknown;
  for (let failed = 0; ; ) {
    try {
      const asked = resumable ? resumed(wanted as Fields, after) : wanted;
      const operation = buildOperation("Subscription", { ...selection, [field]: asked });
      const values = receive(socket, operation, resumable, signal);
      try {
        let next = await values.next();
        for (; !next.done; next = await values.next()) {
          failed = 0;
          const content = next.value[field] as Fields;
          after = content.cursor ?? after;
          yield { [field]: !resumable || (wanted as Fields).cursor === true ? content : without(content, "cursor") };
        }
        if (!next.value) return;
      } finally {
        await values.return(false);
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!isLost(error)) throw error;
      failed++;
      if (failed > (options.reconnects ?? 10))
        throw new ConnectionError(options.url, reasonOf(error), { cause: error });
      // Half of it by chance, so that a thousand robots do not return in the same moment.
      const wait = Math.min(LONGEST_WAIT_MS, 100 * 2 ** failed) * (0.5 + Math.random() / 2);
      options.onReconnect?.(failed, wait);
      await pause(wait, signal);
    }
  }
}

function resumed(wanted: Fields, after: unknown): Fields {
  const given = wanted.$ as Fields | undefined;
  return { ...wanted, cursor: true, $: { ...given, ...(after !== undefined && { after }) } };
}

function without(content: Fields, key: string): Fields {
  const { [key]: _, ...rest } = content;
  return rest;
}

/** Whether asking again may help: the connection ended, and not because the server refused it (4400 to 4499 are its refusals). */
function isLost(error: unknown): boolean {
  if (error instanceof RequestError) return error.code === "MODEL_NOT_READY" || error.code === "RUNNER_CRASHED";
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code !== "number" || code < 4400 || code > 4499;
}

function reasonOf(error: unknown): string {
  const { reason, code, message } = (error ?? {}) as { reason?: string; code?: number; message?: string };
  return (
    message || reason || (code === undefined ? "the connection was lost" : `the connection was closed with ${code}`)
  );
}
