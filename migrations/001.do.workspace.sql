-- The first format of a workspace. Internal tables carry a prefix, because each dataset also appears as a view of its own name.

-- Schemas: a name and immutable versions. An identical document is the same version.
CREATE TABLE _headgate_schema_version (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  name_key      TEXT NOT NULL,
  version       INTEGER NOT NULL CHECK (version >= 1),
  document      TEXT NOT NULL CHECK (json_valid(document)),
  document_hash TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  UNIQUE (name_key, version),
  UNIQUE (name_key, document_hash)
) STRICT;

-- Datasets: where accepted rows live. Bound to one schema name.
CREATE TABLE _headgate_dataset (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL UNIQUE,
  schema_key TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- The union of the fields that the dataset's imports brought.
CREATE TABLE _headgate_dataset_column (
  dataset_id INTEGER NOT NULL REFERENCES _headgate_dataset (id),
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL,
  type       TEXT NOT NULL,
  precision  INTEGER,
  scale      INTEGER,
  PRIMARY KEY (dataset_id, position),
  UNIQUE (dataset_id, name_key)
) STRICT, WITHOUT ROWID;

-- What the cells of a stored row are, by position, as the source file had its columns:
-- [{source, field, type, precision, scale}], where a null field is a column that the schema ignores.
CREATE TABLE _headgate_layout (
  id          INTEGER PRIMARY KEY,
  dataset_id  INTEGER NOT NULL REFERENCES _headgate_dataset (id),
  columns     TEXT NOT NULL CHECK (json_valid(columns)),
  columns_hash TEXT NOT NULL,
  UNIQUE (dataset_id, columns_hash)
) STRICT;

-- Long work of any kind. An import is a job with more to tell, under the same id.
CREATE TABLE _headgate_job (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN
    ('queued', 'running', 'paused', 'interrupted', 'completed', 'cancelled', 'failed', 'rolled-back')),
  progress    TEXT CHECK (progress IS NULL OR json_valid(progress)),
  error       TEXT CHECK (error IS NULL OR json_valid(error)),
  created_at  TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE _headgate_import (
  id                INTEGER PRIMARY KEY REFERENCES _headgate_job (id),
  dataset_id        INTEGER NOT NULL REFERENCES _headgate_dataset (id),
  schema_version_id INTEGER NOT NULL REFERENCES _headgate_schema_version (id),
  layout_id         INTEGER NOT NULL REFERENCES _headgate_layout (id),
  file_path         TEXT NOT NULL,
  file_bytes        INTEGER NOT NULL,
  file_sha256       TEXT,
  plan              TEXT NOT NULL CHECK (json_valid(plan)),
  rows_accepted     INTEGER NOT NULL DEFAULT 0,
  rows_rejected     INTEGER NOT NULL DEFAULT 0,
  rows_blank        INTEGER NOT NULL DEFAULT 0,
  rows_skipped      INTEGER NOT NULL DEFAULT 0,
  issues            INTEGER NOT NULL DEFAULT 0,
  elapsed_ms        INTEGER NOT NULL DEFAULT 0,
  peak_rss_bytes    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX _headgate_import_dataset ON _headgate_import (dataset_id, file_bytes);

-- What each committed transaction of an import held; a resumed import goes on after the last one, once the hash of the file's
-- bytes before byte_end is still prefix_sha256.
CREATE TABLE _headgate_chunk (
  import_id         INTEGER NOT NULL REFERENCES _headgate_import (id),
  chunk_index       INTEGER NOT NULL,
  byte_start        INTEGER NOT NULL,
  byte_end          INTEGER NOT NULL,
  first_row_number  INTEGER NOT NULL,
  first_line_number INTEGER NOT NULL,
  records           INTEGER NOT NULL,
  lines             INTEGER NOT NULL,
  accepted          INTEGER NOT NULL,
  rejected          INTEGER NOT NULL,
  blank             INTEGER NOT NULL,
  skipped           INTEGER NOT NULL,
  issues            INTEGER NOT NULL,
  prefix_sha256     TEXT NOT NULL,
  PRIMARY KEY (import_id, chunk_index)
) STRICT, WITHOUT ROWID;

-- How many issues of each kind a chunk has; column_index is the cell's position, -1 for the record as a whole.
CREATE TABLE _headgate_issue_count (
  import_id    INTEGER NOT NULL,
  chunk_index  INTEGER NOT NULL,
  column_index INTEGER NOT NULL,
  code         TEXT NOT NULL,
  severity     TEXT NOT NULL,
  count        INTEGER NOT NULL,
  PRIMARY KEY (import_id, chunk_index, column_index, code, severity)
) STRICT, WITHOUT ROWID;

-- Accepted rows, all datasets, in blocks of some hundreds: the id is that of the first row, import_id * 2^33 + row_number.
-- rows: one JSON array a line, [row number, cell, ...], the clean texts by the layout of the import; no line break is ever inside
-- of one. changed: {row number: {position: raw text}} of the cells that cleaning changed.
CREATE TABLE _headgate_row_block (
  id        INTEGER PRIMARY KEY,
  row_count INTEGER NOT NULL,
  rows      TEXT NOT NULL,
  changed   TEXT
) STRICT;

-- Rows with issues: id = import_id * 2^33 + row_number, so they stand in the order of import and source.
-- cells: every raw cell of a rejected row, null where the row was accepted all the same.
-- issues: [[position, code, severity, reason], ...], the last two only where they say something.
CREATE TABLE _headgate_issue_row (
  id          INTEGER PRIMARY KEY,
  line_number INTEGER,
  issues      TEXT NOT NULL,
  cells       TEXT
) STRICT;
