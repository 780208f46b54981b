-- The format before knows which import hides which other one, and no versions of rows: all versions are seen side by side.
CREATE TABLE _headgate_hidden_import (
  import_id INTEGER NOT NULL REFERENCES _headgate_import (id),
  hidden_by INTEGER NOT NULL REFERENCES _headgate_import (id),
  PRIMARY KEY (import_id, hidden_by)
) STRICT, WITHOUT ROWID;
INSERT INTO _headgate_hidden_import (import_id, hidden_by)
SELECT i.id, k.id FROM _headgate_import i JOIN _headgate_import k ON k.dataset_id = i.dataset_id
WHERE (k.place = i.place AND k.id > i.id) OR (k.mode = 'replace' AND k.place > i.place);

UPDATE _headgate_import SET plan = json_set(plan, '$.mode', iif(mode = 'replace' AND plan ->> '$.content.importId' IS NULL, mode, 'append'));

DROP VIEW _headgate_visible_import;
CREATE VIEW _headgate_visible_import AS
SELECT i.id, i.dataset_id, i.layout_id, i.rows_accepted
FROM _headgate_import i JOIN _headgate_job j ON j.id = i.id
WHERE j.state = 'completed' AND NOT EXISTS (
  SELECT 1 FROM _headgate_hidden_import h JOIN _headgate_job k ON k.id = h.hidden_by
  WHERE h.import_id = i.id AND k.state = 'completed'
);

DROP INDEX _headgate_import_place;
ALTER TABLE _headgate_import DROP COLUMN mode;
ALTER TABLE _headgate_import DROP COLUMN key_fields;
ALTER TABLE _headgate_import DROP COLUMN place;
ALTER TABLE _headgate_import DROP COLUMN completion;
ALTER TABLE _headgate_import DROP COLUMN upserted;
ALTER TABLE _headgate_import DROP COLUMN rows_hidden;
ALTER TABLE _headgate_import DROP COLUMN version_stamp;
ALTER TABLE _headgate_dataset DROP COLUMN dropped_at;
DROP TABLE _headgate_row_version;
