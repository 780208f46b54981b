-- How an import goes into its dataset: it adds rows, takes the place of all rows before it, or brings newer versions of the rows that
-- have its keys, a JSON array of field names. Two numbers are given when it is first completed and stay: `completion` counts all of them,
-- `place` is its place among the imports of its dataset, which lie over each other in that order. Rows that are judged again take the
-- place of those that they were.
ALTER TABLE _headgate_import ADD COLUMN mode TEXT NOT NULL DEFAULT 'append' CHECK (mode IN ('append', 'replace', 'upsert'));
ALTER TABLE _headgate_import ADD COLUMN key_fields TEXT CHECK (key_fields IS NULL OR json_valid(key_fields));
ALTER TABLE _headgate_import ADD COLUMN place INTEGER;
ALTER TABLE _headgate_import ADD COLUMN completion INTEGER;
-- What became of the rows of an upsert when it was first completed: {matched, inserted, updated, unchanged}.
ALTER TABLE _headgate_import ADD COLUMN upserted TEXT CHECK (upserted IS NULL OR json_valid(upserted));
-- Accepted rows that are not seen because of another version, and a number that changes with which ones are seen and how.
ALTER TABLE _headgate_import ADD COLUMN rows_hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE _headgate_import ADD COLUMN version_stamp INTEGER NOT NULL DEFAULT 0;
CREATE INDEX _headgate_import_place ON _headgate_import (dataset_id, place);
ALTER TABLE _headgate_dataset ADD COLUMN dropped_at TEXT;

WITH RECURSIVE first (id, origin) AS (
  SELECT i.id, i.id FROM _headgate_import i LEFT JOIN _headgate_import o ON o.id = i.plan ->> '$.content.importId' WHERE o.id IS NULL
  UNION ALL
  SELECT i.id, first.origin FROM _headgate_import i JOIN first ON first.id = i.plan ->> '$.content.importId'
)
UPDATE _headgate_import SET (mode, place) = (
  SELECT coalesce(o.plan ->> '$.mode', 'append'), o.id FROM first JOIN _headgate_import o ON o.id = first.origin
  WHERE first.id = _headgate_import.id
);
UPDATE _headgate_import SET completion = id WHERE id IN (SELECT id FROM _headgate_job WHERE state IN ('completed', 'rolled-back'));
UPDATE _headgate_import SET place = NULL WHERE completion IS NULL;

-- What the versions above it make of a stored row, where it is not seen as it is stored: its id, and NULL where it is not seen at all, else
-- {position of a column of the dataset: [clean text, id of the row that it is taken from]} for the fields that its file did not bring.
-- Follows from which imports stand, and is changed in the one step that changes that.
CREATE TABLE _headgate_row_version (
  id      INTEGER PRIMARY KEY,
  carried TEXT
) STRICT;

-- The imports whose rows are seen: completed, the last one of its place, and not under a replacement.
DROP VIEW _headgate_visible_import;
CREATE VIEW _headgate_visible_import AS
WITH standing AS (
  SELECT i.id, i.dataset_id, i.layout_id, i.rows_accepted - i.rows_hidden AS rows, i.mode, i.place, i.version_stamp
  FROM _headgate_import i JOIN _headgate_job j ON j.id = i.id JOIN _headgate_dataset d ON d.id = i.dataset_id
  WHERE j.state = 'completed' AND d.dropped_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM _headgate_import k JOIN _headgate_job l ON l.id = k.id
    WHERE k.dataset_id = i.dataset_id AND k.place = i.place AND k.id > i.id AND l.state = 'completed'
  )
)
SELECT * FROM standing i WHERE NOT EXISTS (
  SELECT 1 FROM standing r WHERE r.dataset_id = i.dataset_id AND r.place > i.place AND r.mode = 'replace'
);
DROP TABLE _headgate_hidden_import;
