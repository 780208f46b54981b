DROP TABLE _headgate_mapping;
