/** Connections that clients hold, each of at most so many. */
export class Seats {
  readonly #taken = new Map<string, number>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns what gives the seat back, once; undefined when the client has as many as it may. */
  take(client: string): (() => void) | undefined {
    const taken = this.#taken.get(client) ?? 0;
    if (taken >= this.#most) return undefined;
    this.#taken.set(client, taken + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const rest = (this.#taken.get(client) ?? 1) - 1;
      if (rest > 0) this.#taken.set(client, rest);
      else this.#taken.delete(client);
    };
  }
}
