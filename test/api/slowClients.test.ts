import { connect, type Socket } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../support/graphql.js";
import { runningServer } from "../support/runningServer.js";

const running = runningServer(
  {},
  { connections: { headersMs: 400, requestMs: 1200, stalledMs: 2500, socketsPerClient: 1 } },
);
const open: Socket[] = [];
const drips: NodeJS.Timeout[] = [];
afterAll(() => {
  for (const drip of drips) clearInterval(drip);
  for (const socket of open) socket.destroy();
});

function dial(): Socket {
  const socket = connect(Number(new URL(running.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  open.push(socket);
  return socket;
}

/** Sends a text, and then a byte every while, for as long as the server listens. @returns what it answered when it had enough. */
async function drip(text: string, everyMs = 50): Promise<string> {
  const socket = dial();
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(text);
  const timer = setInterval(() => socket.writable && socket.write("x"), everyMs);
  drips.push(timer);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(timer);
  return answer;
}

const HEAD = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n";

describe("Who sends slowly", () => {
  it("a header is told so, and loses the connection", async () => {
    expect(await drip(`${HEAD}X-Slow: `)).toContain("408");
  });

  it("a body is told so, and loses the connection", async () => {
    expect(await drip(`${HEAD}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"query":"`)).toMatch(
      /408|400/,
    );
  });

  it("nothing at all loses the connection", async () => {
    const socket = dial().resume();
    await new Promise((resolve) => socket.once("close", resolve));
    expect(socket.destroyed).toBe(true);
  });

  it("a hundred times at once holds up nobody else", async () => {
    const slow = Array.from({ length: 100 }, () => drip(`${HEAD}X-Slow: `, 100));
    const { data } = await ask<{ augment: { images: unknown[] } }>(
      running.url,
      '{ augment(class: "fear", n: 3) { images { index } } }',
    );
    expect(data.augment.images).toHaveLength(3);
    for (const answer of await Promise.all(slow)) expect(answer).toContain("408");
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  });
});

it("Who takes nothing of an answer loses the connection, and with it what it held", async () => {
  const body = JSON.stringify({
    query:
      "subscription { augmentedBatches(batchSize: 64, total: 100000) { images { a: base64 b: base64 c: base64 d: base64 } } }",
  });
  const socket = dial();
  socket.pause();
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const again = async () => {
    const response = await fetch(`${running.url}/graphql/stream`, {
      method: "POST",
      headers: { accept: "text/event-stream", "content-type": "application/json" },
      body: '{"query":"{ models { id } }"}',
    });
    await response.text();
    return response.status;
  };
  // Its one seat is taken until the server gives it up.
  await expect.poll(again, { timeout: 10_000 }).toBe(429);
  await expect.poll(again, { timeout: 50_000, interval: 250 }).toBe(200);
});
