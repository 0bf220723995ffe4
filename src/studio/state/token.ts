const NAME = "semblance.token";

/** The API key or token that was entered, for this tab only: it is forgotten when the tab is closed. */
export function readToken(): string | undefined {
  return sessionStorage.getItem(NAME) ?? undefined;
}

/** Keeps a key for this tab; an empty one forgets it. */
export function writeToken(token: string): void {
  if (token) sessionStorage.setItem(NAME, token);
  else sessionStorage.removeItem(NAME);
}
