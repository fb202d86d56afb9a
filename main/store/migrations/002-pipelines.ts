/** Graphs kept in the app itself, the autosaved draft among them. */
export const sql = `
CREATE TABLE pipeline (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  saved TEXT NOT NULL,
  graph TEXT NOT NULL
) STRICT;
CREATE INDEX pipeline_saved ON pipeline (saved);
`
