CREATE TABLE projects (
  id   INTEGER PRIMARY KEY,
  name TEXT
);

CREATE TABLE issues (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  title      TEXT NOT NULL
);
