/** Trainings that wait for their turn, in the order of `place`. A problem is why one could not start. */
export const sql = `
CREATE TABLE queued (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  task TEXT NOT NULL,
  graph TEXT NOT NULL,
  place REAL NOT NULL,
  problem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX queued_place ON queued (place);
`
