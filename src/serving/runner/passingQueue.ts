import type { Priority } from "../scheduler/priority.js";

/** Interactive items that may pass a bulk item that waits. */
const PASSES = 4;

/** First-in first-out within a priority; interactive items pass bulk items, but never more than {@link PASSES} of them in a row. */
export class PassingQueue<T> {
  readonly #items: Readonly<Record<Priority, T[]>> = { interactive: [], bulk: [] };
  #passed = 0;

  push(item: T, priority: Priority): void {
    this.#items[priority].push(item);
  }

  shift(): T | undefined {
    const { interactive, bulk } = this.#items;
    const pass = interactive.length > 0 && (bulk.length === 0 || this.#passed < PASSES);
    this.#passed = pass && bulk.length > 0 ? this.#passed + 1 : 0;
    return pass ? interactive.shift() : bulk.shift();
  }
}
