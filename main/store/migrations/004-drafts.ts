/** A draft knows its file and can be undone: what it was when it was opened, and every step since. */
export const sql = `
ALTER TABLE pipeline ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE pipeline ADD COLUMN path TEXT;
ALTER TABLE pipeline ADD COLUMN seen TEXT;
ALTER TABLE pipeline ADD COLUMN start TEXT;
CREATE TABLE pipeline_step (
  pipeline TEXT NOT NULL REFERENCES pipeline (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  step TEXT NOT NULL,
  PRIMARY KEY (pipeline, n)
) STRICT, WITHOUT ROWID;
`
