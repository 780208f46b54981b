DROP TABLE _headgate_purge;
