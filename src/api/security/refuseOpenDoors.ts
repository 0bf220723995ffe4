import { isIP } from "node:net";
import { type Configuration, SettingsError } from "../../config/index.js";

/** Refuses to listen where strangers can reach a server that asks nobody who they are, unless that is said to be meant. @throws SettingsError */
export function refuseOpenDoors(
  host: string,
  { keyFile, tokenIssuer, allowAnonymous }: Configuration["security"],
): void {
  if (isLoopback(host) || keyFile !== undefined || tokenIssuer !== undefined || allowAnonymous) return;
  throw new SettingsError([
    `the address ${host} can be reached from elsewhere, and anybody there could use the server; give --keys (see ` +
      `"semblance keys create") or a token issuer, or say that it is meant with --allow-anonymous or ALLOW_ANONYMOUS=true`,
  ]);
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || host === "localhost";
}
