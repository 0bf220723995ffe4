import { rmSync } from "node:fs";
import type { Database } from "node-sqlite3-wasm";
import { JobsUnavailableError } from "../errors/jobsUnavailableError.js";
import { MIGRATIONS } from "./migrations.js";

/**
 * Opens the database, made or brought up to date if need be. The caller holds the lock of its folder.
 *
 * WebAssembly has no memory to share with other processes, so the write-ahead log needs the exclusive mode, which must be set before the file
 * is first read (else: "unable to open database file"). SQLite's lock is then a folder that exists as long as the database is open, and that a
 * killed process leaves behind ("database is locked"): with the lock of the folder held, nobody else can own it.
 */
export async function openDatabase(path: string): Promise<Database> {
  const { default: sqlite } = await import("node-sqlite3-wasm");
  rmSync(`${path}.lock`, { recursive: true, force: true });
  const database = new sqlite.Database(path);
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database): void {
  const version = Number(database.get("PRAGMA user_version")?.user_version);
  if (version > MIGRATIONS.length) {
    throw new JobsUnavailableError(`its database is of version ${version}, and this server knows ${MIGRATIONS.length}`);
  }
  MIGRATIONS.slice(version).forEach((migration, i) => {
    database.exec(`BEGIN IMMEDIATE; ${migration} PRAGMA user_version = ${version + i + 1}; COMMIT;`);
  });
}
