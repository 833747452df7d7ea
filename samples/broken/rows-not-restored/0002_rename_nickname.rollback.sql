-- Broken: the names are still there, in display_name, and are thrown away.
ALTER TABLE contacts DROP COLUMN display_name;
ALTER TABLE contacts ADD COLUMN nickname TEXT;
