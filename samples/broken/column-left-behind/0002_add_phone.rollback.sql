-- Broken: two columns were added, one is dropped.
ALTER TABLE customers DROP COLUMN phone;
