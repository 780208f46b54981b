-- Which completed import hides which other one, as long as it is completed itself: a re-validation hides the import whose rows it judged
-- again. Rolling it back shows what it hid.
CREATE TABLE _headgate_hidden_import (
  import_id INTEGER NOT NULL REFERENCES _headgate_import (id),
  hidden_by INTEGER NOT NULL REFERENCES _headgate_import (id),
  PRIMARY KEY (import_id, hidden_by)
) STRICT, WITHOUT ROWID;

-- The imports whose rows are seen.
CREATE VIEW _headgate_visible_import AS
SELECT i.id, i.dataset_id, i.layout_id, i.rows_accepted
FROM _headgate_import i JOIN _headgate_job j ON j.id = i.id
WHERE j.state = 'completed' AND NOT EXISTS (
  SELECT 1 FROM _headgate_hidden_import h JOIN _headgate_job k ON k.id = h.hidden_by
  WHERE h.import_id = i.id AND k.state = 'completed'
);
