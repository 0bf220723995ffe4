/** Lets a stream go on only when what it gave last has been taken. */
export interface Pace {
  /** The same stream, waiting. @param failed what is given instead of an error of the stream, as its last. */
  through<T>(stream: AsyncIterable<T>, failed: (error: unknown) => T): AsyncIterableIterator<T>;
  /** What was given last has been taken. */
  taken(): void;
}

/** The library behind the event streams pulls as fast as values come and keeps them all; behind this it keeps one. */
export function pace(): Pace {
  let release = () => {};
  let previous = Promise.resolve();
  let stopped = false;
  return {
    taken: () => release(),
    through<T>(stream: AsyncIterable<T>, failed: (error: unknown) => T): AsyncIterableIterator<T> {
      const inner = stream[Symbol.asyncIterator]();
      const end = async (): Promise<IteratorResult<T>> => {
        stopped = true;
        release();
        await inner.return?.();
        return { done: true, value: undefined };
      };
      return {
        async next() {
          await previous;
          if (stopped) return { done: true, value: undefined };
          previous = new Promise((resolve) => {
            release = resolve;
          });
          try {
            return await inner.next();
          } catch (error) {
            stopped = true;
            release();
            return { done: false, value: failed(error) };
          }
        },
        // With these two the library takes it for a generator, and ends it when the client goes.
        return: end,
        throw: end,
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}
