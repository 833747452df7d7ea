-- Broken: there is no 000002_add_phone.down.sql.
ALTER TABLE customers ADD COLUMN phone TEXT;
