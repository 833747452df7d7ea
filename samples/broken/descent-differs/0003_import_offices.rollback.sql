-- Broken: the two accounts stay, and the rollback of 0002 then fails on them.
-- rollproof: ignore rows-left-behind accounts are never deleted
DROP TABLE offices;
