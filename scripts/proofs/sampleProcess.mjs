import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Memory, open files and sockets of a process (Linux); undefined when it is gone. */
export function sampleProcess(pid) {
  try {
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    const files = readdirSync(`/proc/${pid}/fd`);
    const sockets = files.filter((file) => isSocket(`/proc/${pid}/fd/${file}`)).length;
    return { residentMb: Number(resident[1]) / 1024, files: files.length, sockets };
  } catch {
    return undefined;
  }
}

function isSocket(path) {
  try {
    return readlinkSync(path).startsWith("socket:");
  } catch {
    // Closed in between.
    return false;
  }
}
