import { SemblanceError } from "../../errors/semblanceError.js";
import { JobStorageError } from "../errors/jobStorageError.js";

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "a file would be too large",
  EROFS: "the folder is read-only",
  EACCES: "the folder may not be written",
  ENOENT: "the folder was removed",
  EIO: "the disk failed",
};

/** The typed error behind what ended a job; undefined when there is none and only the log should say. */
export function failureOf(error: unknown): SemblanceError | undefined {
  if (error instanceof SemblanceError) return error;
  if (!(error instanceof Error)) return undefined;
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason !== undefined) return new JobStorageError(reason, { cause: error });
  if (error.name === "SQLite3Error") return new JobStorageError("the database cannot be written", { cause: error });
  return undefined;
}
