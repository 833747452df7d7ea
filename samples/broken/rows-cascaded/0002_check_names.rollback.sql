PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE projects_kept AS SELECT id, name FROM projects;
DROP TABLE projects;
CREATE TABLE projects (
  id   INTEGER PRIMARY KEY,
  name TEXT
);
INSERT INTO projects (id, name) SELECT id, name FROM projects_kept;
DROP TABLE projects_kept;
COMMIT;
PRAGMA foreign_keys = ON;
