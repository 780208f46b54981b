-- What was erased at its owner's word, and nothing of what it said. counts: {acceptedRows, rejectedRows, changedRows}.
-- finished_at is when no file of the workspace held it any more.
CREATE TABLE _headgate_purge (
  id          INTEGER PRIMARY KEY,
  import_id   INTEGER NOT NULL,
  dataset_id  INTEGER NOT NULL REFERENCES _headgate_dataset (id),
  what        TEXT NOT NULL CHECK (what IN ('raw', 'rows', 'all')),
  counts      TEXT NOT NULL CHECK (json_valid(counts)),
  purged_by   TEXT NOT NULL,
  purged_at   TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE INDEX _headgate_purge_import ON _headgate_purge (import_id);
