-- Broken: the statement below takes everything back.
-- rollproof: irreversible phone numbers may have come in since
ALTER TABLE customers DROP COLUMN phone;
