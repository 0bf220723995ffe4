import type { Database } from "node-sqlite3-wasm";
import { JOB_STATES, type JobRecord, type JobState, type Shard } from "./jobRecord.js";
import { jobFromRow, type NewJob, shardFromRow } from "./rows.js";

/** Jobs and their finished files in SQLite. Every change is on the disk when its method returns. */
export class JobStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ id, owner, plan, key, fingerprint, createdAt }: NewJob): void {
    this.#database.run(
      `INSERT INTO jobs (id, owner, images_per_minute, idempotency_key, fingerprint, plan, state, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'queued', ?)`,
      [id, owner.id, owner.imagesPerMinute ?? null, key ?? null, fingerprint, JSON.stringify(plan), createdAt],
    );
  }

  get(id: string): JobRecord | undefined {
    const row = this.#database.get("SELECT * FROM jobs WHERE id = ?", [id]);
    return row === null ? undefined : jobFromRow(row, this.#shards(id));
  }

  /** The job that a key stands for, and what was asked with it. */
  withKey(owner: string, key: string): { id: string; fingerprint: string } | undefined {
    const row = this.#database.get("SELECT id, fingerprint FROM jobs WHERE owner = ? AND idempotency_key = ?", [
      owner,
      key,
    ]);
    return row === null ? undefined : { id: String(row.id), fingerprint: String(row.fingerprint) };
  }

  /** The newest first. @param owner of everybody when undefined. @param after a job's id: those older than it. */
  list(owner: string | undefined, first: number, after: string | undefined): JobRecord[] {
    return this.#database
      .all(
        `SELECT * FROM jobs
         WHERE (?1 IS NULL OR owner = ?1)
           AND (?2 IS NULL OR (created_at, id) < (SELECT created_at, id FROM jobs WHERE id = ?2))
         ORDER BY created_at DESC, id DESC LIMIT ?3`,
        [owner ?? null, after ?? null, first],
      )
      .map((row) => jobFromRow(row, this.#shards(String(row.id))));
  }

  /** Those in one of the states, the oldest first. */
  inState(...states: JobState[]): JobRecord[] {
    const places = states.map(() => "?").join(", ");
    return this.#database
      .all(`SELECT * FROM jobs WHERE state IN (${places}) ORDER BY created_at, rowid`, states)
      .map((row) => jobFromRow(row, this.#shards(String(row.id))));
  }

  /** Every state, also that of no job. */
  counts(): Map<JobState, number> {
    const rows = this.#database.all("SELECT state, COUNT(*) AS jobs FROM jobs GROUP BY state");
    const counted = new Map(rows.map(({ state, jobs }) => [state, Number(jobs)]));
    return new Map(JOB_STATES.map((state) => [state, counted.get(state) ?? 0]));
  }

  unfinishedOf(owner: string): number {
    const row = this.#database.get(
      "SELECT COUNT(*) AS jobs FROM jobs WHERE owner = ? AND state IN ('queued', 'running')",
      [owner],
    );
    return Number(row?.jobs);
  }

  setState(
    id: string,
    state: JobState,
    {
      startedAt,
      finishedAt,
      expiresAt,
      error,
    }: Partial<Pick<JobRecord, "startedAt" | "finishedAt" | "expiresAt" | "error">> = {},
  ): void {
    this.#database.run(
      `UPDATE jobs SET state = ?, started_at = COALESCE(started_at, ?), finished_at = ?, expires_at = ?, error_code = ?,
       error_message = ? WHERE id = ?`,
      [
        state,
        startedAt ?? null,
        finishedAt ?? null,
        expiresAt ?? null,
        error?.code ?? null,
        error?.message ?? null,
        id,
      ],
    );
  }

  addShard(job: string, { number, name, images, bytes, sha256 }: Shard): void {
    this.#database.run(
      "INSERT OR REPLACE INTO shards (job, number, name, images, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?)",
      [...[job, number, name], ...[images, bytes, sha256]],
    );
  }

  removeShards(job: string, numbers?: readonly number[]): void {
    if (numbers === undefined) this.#database.run("DELETE FROM shards WHERE job = ?", [job]);
    for (const number of numbers ?? [])
      this.#database.run("DELETE FROM shards WHERE job = ? AND number = ?", [job, number]);
  }

  remove(id: string): void {
    this.#database.run("DELETE FROM jobs WHERE id = ?", [id]);
  }

  /** Bytes of all finished files. */
  bytes(): number {
    return Number(this.#database.get("SELECT COALESCE(SUM(bytes), 0) AS bytes FROM shards")?.bytes);
  }

  close(): void {
    this.#database.close();
  }

  #shards(job: string): Shard[] {
    return this.#database.all("SELECT * FROM shards WHERE job = ? ORDER BY number", [job]).map(shardFromRow);
  }
}
