ALTER TABLE customers ADD COLUMN phone TEXT;
PRAGMA user_version = 2;
