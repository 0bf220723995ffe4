/**
 * A stream whose `return` also aborts what it is waiting for. The `return` of an async generator alone waits until the pending
 * `next` has settled, and the work of a client that is gone would be done first.
 */
export function stoppable<T>(open: (signal: AbortSignal) => AsyncGenerator<T, void, void>): AsyncIterableIterator<T> {
  const controller = new AbortController();
  const stream = open(controller.signal);
  let stopped = false;
  const stop = () => {
    stopped = true;
    controller.abort();
  };
  return {
    async next() {
      try {
        return await stream.next();
      } catch (error) {
        // The abort's own error reaches nobody who asked for it.
        if (stopped) return { done: true, value: undefined };
        throw error;
      }
    },
    return(): Promise<IteratorResult<T>> {
      stop();
      return stream.return();
    },
    throw(error: unknown): Promise<IteratorResult<T>> {
      stop();
      return stream.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
