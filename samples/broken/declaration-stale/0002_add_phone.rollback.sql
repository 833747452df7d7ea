-- Broken: the column was the last one, so nothing changes its place.
-- rollproof: ignore column-order-differs the order means nothing to us
ALTER TABLE customers DROP COLUMN phone;
