/**
 * Runs and what they reported. A value is stored as it travels (core/run/report.ts): a number, or the word NaN, Infinity or
 * -Infinity, because SQLite itself turns NaN into NULL. Numbers sort before words, so the lowest loss is never a NaN.
 */
export const sql = `
CREATE TABLE run (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('starting','running','stopping','done','stopped','failed','interrupted')),
  problem TEXT NOT NULL DEFAULT '',
  task TEXT NOT NULL,
  device TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT NOT NULL DEFAULT '',
  parameters INTEGER NOT NULL DEFAULT 0,
  step INTEGER NOT NULL DEFAULT 0,
  steps INTEGER NOT NULL DEFAULT 0,
  tokens INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0,
  progress TEXT NOT NULL DEFAULT '',
  owner_pid INTEGER NOT NULL,
  owner_mark TEXT NOT NULL,
  stop_requested INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX run_started ON run (started);

CREATE TABLE point (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  run TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  name TEXT NOT NULL,
  tokens INTEGER NOT NULL,
  seconds REAL NOT NULL,
  value ANY NOT NULL CHECK (typeof(value) IN ('real','integer') OR value IN ('NaN','Infinity','-Infinity')),
  UNIQUE (run, step, name)
) STRICT;

CREATE TABLE measure (
  run TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
  name TEXT NOT NULL,
  first ANY NOT NULL,
  latest ANY NOT NULL,
  best ANY NOT NULL,
  PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  run TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  folder TEXT NOT NULL,
  best INTEGER NOT NULL,
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE remark (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  run TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sample','warning')),
  step INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX remark_run ON remark (run, seq);
`
