import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A proxy between a client and a server on this machine, whose connections can be cut as a bad network cuts them. */
export async function cuttingProxy(
  target: string,
  cutAt: readonly string[] = [],
): Promise<{ url: string; cut(): void; close(): void }> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const waiting = [...cutAt];
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => open.delete(socket));
    }
    near.pipe(far);
    far.on("data", (chunk: Buffer) => {
      const [text] = waiting;
      const at = text === undefined ? -1 : chunk.indexOf(text);
      if (at < 0) return near.write(chunk);
      waiting.shift();
      near.end(chunk.subarray(0, at));
      far.destroy();
    });
    far.on("end", () => near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close() {
      server.close();
      cut();
    },
  };
}
