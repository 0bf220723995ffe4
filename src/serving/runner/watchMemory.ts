import { readFile } from "node:fs/promises";

const EVERY_MS = 250;

/**
 * Calls `exceed` once, with what the process holds, when it holds more than `limit` bytes of memory. Looks at /proc, so on Linux only; elsewhere
 * it watches nothing, and the system's own limits have to do.
 * @returns ends the watch.
 */
export function watchMemory(pid: number, limit: number, exceed: (bytes: number) => void): () => void {
  if (process.platform !== "linux") return () => {};
  const timer = setInterval(async () => {
    const bytes = await residentBytes(pid);
    if (bytes === undefined || bytes <= limit) return;
    clearInterval(timer);
    exceed(bytes);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Memory that a process holds, in bytes; undefined when it is gone. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
