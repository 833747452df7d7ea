-- Broken: from the second row on the same handle is there twice.
CREATE TABLE members_old (
  id     INTEGER PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE
);
INSERT INTO members_old (id, handle) SELECT id, '' FROM members;
DROP TABLE members;
DROP TABLE handles;
ALTER TABLE members_old RENAME TO members;
