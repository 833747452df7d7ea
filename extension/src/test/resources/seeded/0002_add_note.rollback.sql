DELETE FROM people WHERE name = 'Ada';
ALTER TABLE people DROP COLUMN note;
