-- How the columns of a header were matched to the fields of a schema, so that the next file like it is matched alike, and what is
-- different in it can be told. header: the names in the order of the file; mapping: {column: field} of what a person said.
CREATE TABLE _headgate_mapping (
  schema_key  TEXT NOT NULL,
  header_hash TEXT NOT NULL,
  header      TEXT NOT NULL CHECK (json_valid(header)),
  mapping     TEXT NOT NULL CHECK (json_valid(mapping)),
  import_id   INTEGER NOT NULL REFERENCES _headgate_import (id),
  PRIMARY KEY (schema_key, header_hash)
) STRICT, WITHOUT ROWID;
