-- rollproof: irreversible the rows are in the archive
SELECT 1;
