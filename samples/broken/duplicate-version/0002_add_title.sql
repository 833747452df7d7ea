-- Broken: 0002 is taken by 0002_add_phone.sql.
ALTER TABLE customers ADD COLUMN title TEXT;
