-- rollproof: lossy visits.browser nobody reads it any more
ALTER TABLE visits ADD COLUMN browser TEXT;
