DROP VIEW _headgate_visible_import;
DROP TABLE _headgate_hidden_import;
