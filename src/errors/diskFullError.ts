import { SemblanceError } from "./semblanceError.js";

/** No space, no quota, and a file larger than the process may write. */
const CODES = ["ENOSPC", "EDQUOT", "EFBIG"];

/** A file could not be written whole. Writers here replace files only when the new one is complete, so what was there is still there. */
export class DiskFullError extends SemblanceError {
  constructor(path: string, code: string, cause: Error) {
    super(
      "DISK_FULL",
      `Expected room for ${path}, but the disk, the quota or the largest file size allowed is used up (${code}). Nothing written before is lost: make room and run the same command again, a training with --resume.`,
      { cause },
    );
  }
}

/** The error itself, or, when it says that there was no room for a file, a {@link DiskFullError} about `path`. */
export function asDiskFull(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? CODES.find((known) => known === error.code) : undefined;
  return code === undefined ? error : new DiskFullError(path, code, error as Error);
}
