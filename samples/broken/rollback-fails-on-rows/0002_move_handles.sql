CREATE TABLE handles (
  member_id INTEGER PRIMARY KEY,
  handle    TEXT NOT NULL UNIQUE
);
INSERT INTO handles (member_id, handle) SELECT id, handle FROM members;
DROP TABLE members;
CREATE TABLE members (
  id INTEGER PRIMARY KEY
);
INSERT INTO members (id) SELECT member_id FROM handles;
