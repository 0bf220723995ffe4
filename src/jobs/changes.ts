/** Tells those who wait that something happened to a job. Nothing is buffered: who was away sees the newest state. */
export class Changes {
  readonly #waiting = new Map<string, { promise: Promise<void>; resolve: () => void }>();

  /** Resolves at the next change after this call. */
  next(id: string): Promise<void> {
    const found = this.#waiting.get(id);
    if (found) return found.promise;
    let resolve!: () => void;
    const promise = new Promise<void>((onResolve) => {
      resolve = onResolve;
    });
    this.#waiting.set(id, { promise, resolve });
    return promise;
  }

  happened(id: string): void {
    this.#waiting.get(id)?.resolve();
    this.#waiting.delete(id);
  }
}
