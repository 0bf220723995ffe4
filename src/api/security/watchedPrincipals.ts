import type { Principal } from "./principal.js";

const EVERY_MS = 1000;

/** Ends what is open when the one who opened it may no longer: a key was revoked, or a token expired. */
export class WatchedPrincipals {
  readonly #open = new Map<() => void, Principal>();
  readonly #timer = setInterval(() => {
    for (const [end, principal] of this.#open) if (!principal.valid()) end();
  }, EVERY_MS).unref();

  /** @param end called at most a second after the principal became invalid. @returns what stops watching. */
  watch(principal: Principal, end: () => void): () => void {
    this.#open.set(end, principal);
    return () => {
      this.#open.delete(end);
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
