import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

/** An OpenID Connect issuer on loopback, as far as a server that checks its tokens sees it. */
export class Issuer {
  readonly url: string;
  readonly jwk: JWK;
  /** Requests that it got. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #key: CryptoKey;

  private constructor(server: Server, key: CryptoKey, jwk: JWK) {
    this.#server = server;
    this.#key = key;
    this.jwk = jwk;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => {
      this.asked.push(String(request.url));
      response.setHeader("content-type", "application/json");
      if (request.url === "/.well-known/openid-configuration") {
        response.end(JSON.stringify({ issuer: this.url, jwks_uri: `${this.url}/keys` }));
      } else if (request.url === "/keys") response.end(JSON.stringify({ keys: [this.jwk] }));
      else response.writeHead(404).end();
    });
  }

  static async start(): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair("ES256");
    const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" };
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Issuer(server, privateKey, jwk);
  }

  /** A token for `semblance`, with these claims besides or instead. */
  async token(claims: JWTPayload & { exp?: number } = {}, header: { kid?: string } = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: "semblance", sub: "robot-7", iat: now, exp: now + 300, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: "ES256", kid: "one", ...header }).sign(this.#key);
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
