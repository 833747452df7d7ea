-- Broken: foreign keys are on, and DROP TABLE deletes every issue.
CREATE TABLE projects_kept AS SELECT id, name FROM projects;
DROP TABLE projects;
CREATE TABLE projects (
  id   INTEGER PRIMARY KEY,
  name TEXT CHECK (length(name) < 200)
);
INSERT INTO projects (id, name) SELECT id, name FROM projects_kept;
DROP TABLE projects_kept;
