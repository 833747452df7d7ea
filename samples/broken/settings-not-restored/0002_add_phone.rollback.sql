-- Broken: user_version stays 2, so the application takes the old schema for the new one.
ALTER TABLE customers DROP COLUMN phone;
