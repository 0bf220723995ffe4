import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { SemblanceError } from "../../errors/semblanceError.js";
import { JobsUnavailableError } from "../errors/jobsUnavailableError.js";
import { lockFolder } from "./folderLock.js";
import type { Shard } from "./jobRecord.js";
import { JobStore } from "./jobStore.js";
import { openDatabase } from "./openDatabase.js";

/** A folder of jobs: the lock, the database, and a folder of files for each job. */
export interface JobFolder {
  readonly store: JobStore;
  /** The folder of a job's files; it need not be there. */
  filesOf(id: string): string;
  /** Whether a finished file is there in its whole length. */
  holds(id: string, shard: Shard): boolean;
  removeFilesOf(id: string): void;
  close(): void;
}

/** Whether jobs were ever started in a folder. */
export function hasJobs(folder: string): boolean {
  return existsSync(join(folder, "jobs.sqlite"));
}

/** @throws JobsUnavailableError */
export async function openJobFolder(folder: string): Promise<JobFolder> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = lockFolder(join(folder, "lock"));
    try {
      return folderOf(folder, new JobStore(await openDatabase(join(folder, "jobs.sqlite"))), lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof SemblanceError) throw error;
    throw new JobsUnavailableError("its folder cannot be used", { cause: error });
  }
}

function folderOf(folder: string, store: JobStore, release: () => void): JobFolder {
  const filesOf = (id: string) => join(folder, id);
  return {
    store,
    filesOf,
    holds(id, { name, bytes }) {
      const found = statSync(join(filesOf(id), name), { throwIfNoEntry: false });
      return found?.isFile() === true && found.size === bytes;
    },
    removeFilesOf: (id) => rmSync(filesOf(id), { recursive: true, force: true }),
    close() {
      store.close();
      release();
    },
  };
}
