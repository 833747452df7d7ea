-- Broken: there is no 000002_add_phone.up.sql.
ALTER TABLE customers DROP COLUMN phone;
