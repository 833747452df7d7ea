-- Broken: foreign keys are on, and DROP TABLE deletes every issue.
CREATE TABLE projects_new (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT 'unnamed'
);
INSERT INTO projects_new (id, name) SELECT id, coalesce(name, 'unnamed') FROM projects;
DROP TABLE projects;
ALTER TABLE projects_new RENAME TO projects;
