import { createClient } from "graphql-ws";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { LIMITS } from "../../src/api/limits/limits.js";
import { readKeys, writeKeys } from "../../src/api/security/keys/keyFile.js";
import { keyFile } from "../support/keys.js";
import { runningServer } from "../support/runningServer.js";

const { path, keys } = keyFile({ robot: { scopes: ["augment"] }, leaver: { scopes: ["augment"] } });
const running = runningServer(
  {},
  {
    security: { keyFile: path, anonymousScopes: ["augment"] },
    connections: { connectionInitMs: 400, socketsPerClient: 3 },
  },
);

const STREAM = "subscription { augmentedBatches(batchSize: 1) { index } }";
const subscribe = (id = "1", query = "{ models { id } }") => ({ id, type: "subscribe", payload: { query } });
const init = (payload = {}) => ({ type: "connection_init", payload });

/** Opens a socket, sends messages one after the other, and tells with what code the server closes it. */
async function closeCode(messages: readonly (object | string)[], protocol = "graphql-transport-ws"): Promise<number> {
  const socket = open(protocol);
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  for (const message of messages) socket.send(typeof message === "string" ? message : JSON.stringify(message));
  return closed;
}

function open(protocol: string, headers: Record<string, string> = {}): WebSocket {
  return new WebSocket(`${running.url.replace("http", "ws")}/graphql`, protocol === "" ? [] : protocol, { headers });
}

describe("A socket is closed with", () => {
  it.each([
    [4400, "what is no JSON", ["{"]],
    [4400, "a message of a type that there is not", [init(), { type: "start" }]],
    [4400, "an operation without an id", [init(), { type: "subscribe", payload: { query: "{ models { id } }" } }]],
    [4400, "an operation without a query", [init(), { id: "1", type: "subscribe", payload: {} }]],
    [4401, "an operation before connection_ack", [subscribe()]],
    [
      4403,
      "a key that is not accepted",
      [init({ authorization: `Bearer semblance_${"0".repeat(12)}_${"A".repeat(43)}` })],
    ],
    [4408, "silence in place of connection_init", []],
    [4409, "an id that is in use", [init(), subscribe("1", STREAM), subscribe("1", STREAM)]],
    [4429, "a second connection_init", [init(), init()]],
    [1009, "a message that is too large", ["x".repeat(LIMITS.messageBytes + 1)]],
  ])("%i after %s", async (code, what, messages) => {
    // An operation is let in only after the acknowledgement, except where that is the fault.
    if (what === "an operation before connection_ack") return expect(await closeCode(messages)).toBe(code);
    const [first, ...rest] = messages;
    if (rest.length === 0 || code === 4429) return expect(await closeCode(messages)).toBe(code);
    const socket = open("graphql-transport-ws");
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(JSON.stringify(first));
    await new Promise((resolve) => socket.once("message", resolve));
    for (const message of rest) socket.send(JSON.stringify(message));
    expect(await closed).toBe(code);
  });

  it("4406 without the subprotocol that this server speaks", async () => {
    expect(await closeCode([], "")).toBe(4406);
  });

  it("none after a message as large as one may be", async () => {
    const socket = open("graphql-transport-ws");
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(JSON.stringify(init()).padEnd(LIMITS.messageBytes));
    const answer = await new Promise((resolve) => socket.once("message", (data) => resolve(JSON.parse(String(data)))));
    expect(answer).toEqual({ type: "connection_ack" });
    socket.terminate();
  });

  it("1013 when its client has as many as it may, before and after connection_init", async () => {
    const sockets: WebSocket[] = [];
    const acknowledged = async () => {
      const socket = open("graphql-transport-ws");
      sockets.push(socket);
      await new Promise((resolve) => socket.once("open", resolve));
      socket.send(JSON.stringify(init({ authorization: `Bearer ${keys.robot}` })));
      return new Promise<string | number>((resolve) => {
        socket.once("message", (data) => resolve(JSON.parse(String(data)).type));
        socket.once("close", resolve);
      });
    };
    expect([await acknowledged(), await acknowledged(), await acknowledged()]).toEqual(Array(3).fill("connection_ack"));
    expect(await acknowledged()).toBe(1013);
    const first = sockets[0] as WebSocket;
    const closed = new Promise((resolve) => first.once("close", resolve));
    first.close();
    await closed;
    await expect.poll(acknowledged).toBe("connection_ack");
    for (const socket of sockets) socket.terminate();

    const silent = Array.from({ length: 4 }, () => open("graphql-transport-ws"));
    const codes = await Promise.all(silent.map((one) => new Promise((resolve) => one.once("close", resolve))));
    expect(codes.filter((code) => code === 1013).length).toBeGreaterThan(0);
    expect(codes.filter((code) => code === 4408).length).toBeLessThanOrEqual(3);
  });

  it("4403 in the middle of a stream, soon after its key was revoked", async () => {
    const client = createClient({
      url: `${running.url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${keys.leaver}` },
    });
    const closed = new Promise<{ code: number }>((resolve) => {
      client.on("closed", (event) => resolve(event as { code: number }));
    });
    const stream = client.iterate({ query: STREAM });
    await stream.next();
    const now = new Date().toISOString();
    writeKeys(
      path,
      readKeys(path).map((key) => (key.name === "leaver" ? { ...key, revokedAt: now } : key)),
    );
    const end = (async () => {
      for await (const _ of stream);
    })();
    await expect(end).rejects.toMatchObject({ code: 4403 });
    expect((await closed).code).toBe(4403);
  });
});

describe("A page of another origin", () => {
  it.each([
    ["of this server", () => running.url, true],
    ["of somebody else", () => "https://elsewhere.example", false],
    ["that is hidden", () => "null", false],
    ["left out, as by what is no browser", () => undefined, true],
  ])("with an origin %s may open a socket: %#", async (_what, origin, may) => {
    const given = origin();
    const socket = open("graphql-transport-ws", given === undefined ? {} : { origin: given });
    const opened = await new Promise<boolean>((resolve) => {
      socket.once("open", () => resolve(true));
      socket.once("error", (error) => resolve(!/403/.test(error.message)));
    });
    socket.terminate();
    expect(opened).toBe(may);
  });
});

// 1001 at drain is in lifecycle.test.ts.
