ALTER TABLE _headgate_chunk DROP COLUMN tallies;
