-- rollproof: ignore column-dropped nothing reads it since the release before
ALTER TABLE visits DROP COLUMN browser;
