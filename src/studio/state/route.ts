import { useEffect, useState } from "preact/hooks";

/** The views of the page, in the order of the navigation. */
export const VIEWS = ["augment", "explore", "classify", "bundle", "status"] as const;
export type View = (typeof VIEWS)[number];

/** Where the page is: the view, and what else the address says. */
export interface Route {
  readonly view: View;
  readonly params: URLSearchParams;
}

/** `#/augment?class=fear&seed=7`: behind the #, so that any server of static files can hold the page. */
export function readRoute(hash: string = location.hash): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { view: VIEWS.find((view) => view === path) ?? "augment", params: new URLSearchParams(query) };
}

/** The address of a view. */
export function hrefOf(view: View, params: Readonly<Record<string, string | number>> = {}): string {
  const query = new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)])).toString();
  return `#/${view}${query && `?${query}`}`;
}

/** Writes what is being looked at into the address, without a new entry in the history. */
export function keepInAddress(view: View, params: Readonly<Record<string, string | number>>): void {
  if (readRoute().view === view) history.replaceState(null, "", hrefOf(view, params));
}

/** The route, as it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const changed = () => setRoute(readRoute());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
