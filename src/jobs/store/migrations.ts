/**
 * How the database came to be: entry i takes it from version i to i + 1 (`PRAGMA user_version`). Entries are never changed once released, only
 * added.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE jobs (
     id TEXT PRIMARY KEY,
     owner TEXT NOT NULL,
     images_per_minute INTEGER,
     idempotency_key TEXT,
     fingerprint TEXT NOT NULL,
     plan TEXT NOT NULL,
     state TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     started_at INTEGER,
     finished_at INTEGER,
     expires_at INTEGER,
     error_code TEXT,
     error_message TEXT,
     UNIQUE (owner, idempotency_key)
   ) STRICT;
   CREATE INDEX jobs_by_state ON jobs (state, created_at);
   CREATE TABLE shards (
     job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
     number INTEGER NOT NULL,
     name TEXT NOT NULL,
     images INTEGER NOT NULL,
     bytes INTEGER NOT NULL,
     sha256 TEXT NOT NULL,
     PRIMARY KEY (job, number)
   ) STRICT;`,
];
