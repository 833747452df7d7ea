-- rollproof: irreversible
DROP TABLE b;
