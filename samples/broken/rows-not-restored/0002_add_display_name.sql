ALTER TABLE contacts ADD COLUMN display_name TEXT;
UPDATE contacts SET display_name = nickname;
