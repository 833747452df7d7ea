ALTER TABLE posts DROP COLUMN written_on;
