/** Identifies one item of a {@link BatchQueue}. */
export type Ticket = number;

/** An item leaving the queue. */
export interface Taken<T> {
  readonly ticket: Ticket;
  readonly item: T;
}

/**
 * A bounded first-in, first-out queue whose items can leave early. A pure data structure: no clock, no promises, so that it can be
 * tested by itself. Each accepted item leaves exactly once: taken, or cancelled.
 */
export class BatchQueue<T> {
  readonly capacity: number;
  // A Map iterates in insertion order and deletes in constant time, which makes cancelling one of many cheap.
  readonly #items = new Map<Ticket, T>();
  #next: Ticket = 0;

  /** @param capacity how many items may wait at once. */
  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get length(): number {
    return this.#items.size;
  }

  /** Accepts all the items, or none (undefined) when they do not all fit: half a request is of use to nobody. */
  offer(items: readonly T[]): Ticket[] | undefined {
    if (this.#items.size + items.length > this.capacity) return undefined;
    return items.map((item) => {
      this.#items.set(this.#next, item);
      return this.#next++;
    });
  }

  /** Removes a waiting item and returns it; undefined when it has already left. */
  cancel(ticket: Ticket): T | undefined {
    const item = this.#items.get(ticket);
    this.#items.delete(ticket);
    return item;
  }

  /** The next items in order of arrival, at most `largest`. */
  take(largest: number): Taken<T>[] {
    const taken: Taken<T>[] = [];
    for (const [ticket, item] of this.#items) {
      if (taken.length === largest) break;
      taken.push({ ticket, item });
      this.#items.delete(ticket);
    }
    return taken;
  }
}
