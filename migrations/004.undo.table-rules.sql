ALTER TABLE _headgate_import DROP COLUMN table_judged;
