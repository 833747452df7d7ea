-- Broken: foreign keys are on, and DROP TABLE deletes every issue.
CREATE TABLE projects_kept AS SELECT id, name FROM projects;
DROP TABLE projects;
CREATE TABLE projects (
  id   INTEGER PRIMARY KEY,
  name TEXT CHECK (name <> 'none')
);
INSERT INTO projects (id, name) SELECT id, name FROM projects_kept;
DROP TABLE projects_kept;
