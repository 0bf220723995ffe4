import type { Client } from "graphql-ws";
import type { Operation } from "./buildOperation.js";
import { type ErrorOfAnswer, RequestError } from "./errors/requestError.js";
import { wireVariables } from "./wireVariables.js";

type Fields = Readonly<Record<string, unknown>>;

/** Values that wait for their reader before the stream is ended, to be taken up again when they are read. */
const MOST_WAITING = 16;

/**
 * Values of one subscription, as they come. A socket cannot be told to wait, so a stream that can be taken up again is ended on the server
 * when too many values wait here.
 * @returns whether more was to come. @throws RequestError, what closed the socket, the signal's reason
 */
export async function* receive(
  socket: Client,
  operation: Operation,
  resumable: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<Fields, boolean, void> {
  signal?.throwIfAborted();
  const waiting: Fields[] = [];
  let end: { error?: unknown; more: boolean } | undefined;
  let wake = () => {};
  const finish = (how: NonNullable<typeof end>) => {
    end ??= how;
    queueMicrotask(() => dispose());
    wake();
  };
  const variables = wireVariables(operation.variables).variables as Record<string, unknown>;
  const dispose = socket.subscribe<Fields>(
    { query: operation.query, variables },
    {
      next: ({ data, errors }) => {
        if (end) return;
        if (data) waiting.push(data);
        if (errors) finish({ error: new RequestError(errors, data ?? undefined), more: false });
        else if (resumable && waiting.length >= MOST_WAITING) finish({ more: true });
        wake();
      },
      error: (error) =>
        finish({ error: Array.isArray(error) ? new RequestError(error as ErrorOfAnswer[]) : error, more: true }),
      complete: () => finish({ more: false }),
    },
  );
  const stop = () => finish({ error: signal?.reason, more: false });
  signal?.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      signal?.throwIfAborted();
      const value = waiting.shift();
      if (value) yield value;
      else if (end) {
        if (end.error !== undefined) throw end.error;
        return end.more;
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    dispose();
  }
}
