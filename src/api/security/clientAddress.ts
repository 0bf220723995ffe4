import type { IncomingMessage } from "node:http";

/**
 * The address of the client. Behind reverse proxies it is what the first of ours saw: the entry of X-Forwarded-For that many from its end,
 * since anything before that the client may have written itself.
 * @param proxies how many reverse proxies of ours a request comes through.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const direct = socket.remoteAddress ?? "unknown";
  if (proxies === 0) return direct;
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  return forwarded.at(-proxies) ?? direct;
}
