-- Whether the rules that look beyond one row were judged, and their failing rows moved, all in the one step that sets this.
ALTER TABLE _headgate_import ADD COLUMN table_judged INTEGER NOT NULL DEFAULT 0;
