PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE projects_old (
  id   INTEGER PRIMARY KEY,
  name TEXT
);
INSERT INTO projects_old (id, name) SELECT id, name FROM projects;
DROP TABLE projects;
ALTER TABLE projects_old RENAME TO projects;
COMMIT;
PRAGMA foreign_keys = ON;
