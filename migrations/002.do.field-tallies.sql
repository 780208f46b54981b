-- What happened to the cells of each field in a chunk: a JSON array by position of {checked, empty, failed, changed, steps, nullWords,
-- defaults, rewritten}, null for columns without a field; NULL for chunks that were judged before this step.
ALTER TABLE _headgate_chunk ADD COLUMN tallies TEXT CHECK (tallies IS NULL OR json_valid(tallies));
