import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { JobsUnavailableError } from "../errors/jobsUnavailableError.js";

/** How often the holder shows that it lives, in milliseconds. */
const HEARTBEAT_MS = 5000;
/** After how long without that a holder counts as gone: ids of processes are used again, and on other machines mean nothing. */
const SILENCE_MS = 30_000;

const schema = z.object({ pid: z.int(), host: z.string() });

/** Locks of this process. */
const heldHere = new Set<string>();

/** Keeps other servers out of a folder of jobs; a process that was killed does not. */
export interface FolderLock {
  release(): void;
}

/**
 * @param path of the lock, a file. @throws JobsUnavailableError while another live process holds it.
 * One that was killed on this machine is known at once by its id, one on another machine by its silence.
 */
export function lockFolder(path: string): FolderLock {
  const mine = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, mine, { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 2) throw error;
    }
    const holder = holderOf(path);
    if (holder !== undefined) throw new JobsUnavailableError(`process ${holder} of another server uses its folder`);
    rmSync(path, { force: true });
  }
  heldHere.add(path);
  const heartbeat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      // Somebody removed the folder; the next write says so.
    }
  }, HEARTBEAT_MS).unref();
  return {
    release() {
      clearInterval(heartbeat);
      heldHere.delete(path);
      rmSync(path, { force: true });
    },
  };
}

/** The process that holds the lock, if it lives. */
function holderOf(path: string): number | undefined {
  let held: z.infer<typeof schema>;
  let seen: number;
  try {
    held = schema.parse(JSON.parse(readFileSync(path, "utf8")));
    seen = statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
  if (Date.now() - seen > SILENCE_MS) return undefined;
  if (held.host !== hostname()) return held.pid;
  // A container's process has the same id after every start.
  if (held.pid === process.pid && !heldHere.has(path)) return undefined;
  return lives(held.pid) ? held.pid : undefined;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
