import type { Operation } from "./operation.js";

// Everything that works for an operation is given its signal, to stop when the client is gone; so the signal also says for whom it works,
// down to the queues, which know nothing of operations.
const operations = new WeakMap<AbortSignal, Operation>();

/** From now on, what is done under this signal is done for this operation. */
export function workFor(signal: AbortSignal, operation: Operation): void {
  operations.set(signal, operation);
}

/** For whom work under a signal is done, where that is known. */
export function operationOf(signal: AbortSignal | undefined): Operation | undefined {
  return signal && operations.get(signal);
}
