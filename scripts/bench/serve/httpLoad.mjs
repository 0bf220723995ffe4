import { connect } from "node:net";

/**
 * A connection that sends one request after another: the bytes are made before, and of the answer only the length is read, so that measuring
 * costs little beside what is measured.
 */
export function connection(host, port) {
  const socket = connect({ host, port, noDelay: true });
  let [chunks, held, awaited, done] = [[], 0, -1, undefined];
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    if (awaited < 0) {
      const head = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = /content-length: (\d+)/i.exec(head.toString("latin1", 0, end))?.[1];
      if (length === undefined)
        throw new Error(`Expected an answer with a length, got ${head.toString("latin1", 0, end)}`);
      awaited = end + 4 + Number(length);
    }
    if (held < awaited) return;
    const whole = chunks;
    [chunks, held, awaited] = [[], 0, -1];
    done(whole);
  });
  socket.on("error", (error) => {
    throw error;
  });
  return {
    send: (request) =>
      new Promise((resolve) => {
        done = resolve;
        socket.write(request);
      }),
    end: () => socket.destroy(),
  };
}

/** A POST of JSON as bytes. */
export function post(path, body) {
  const text = Buffer.from(JSON.stringify(body));
  const head = `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), text]);
}

export const LIVE = Buffer.from("GET /livez HTTP/1.1\r\nhost: bench\r\n\r\n");
