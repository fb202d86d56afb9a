/** Windows that are open, of all processes that use this store. */
export const sql = `
CREATE TABLE open_window (
  id INTEGER PRIMARY KEY,
  pid INTEGER NOT NULL,
  mark TEXT NOT NULL,
  started TEXT NOT NULL,
  draft TEXT,
  path TEXT
) STRICT;
`
