import type { IncomingMessage } from "node:http";

/**
 * Whether the page that opens a WebSocket may: browsers let every page open one to anywhere and read what it answers, and only say in a
 * header which page it is. What is no browser sends no such header.
 */
export function sameOrigin({ headers }: IncomingMessage, others: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || others.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
