-- Broken: the handles stand beside and are not looked at; from the second member on '' is there twice.
CREATE TABLE members_kept AS SELECT id FROM members;
DROP TABLE members;
CREATE TABLE members (
  id     INTEGER PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE
);
INSERT INTO members (id, handle) SELECT id, '' FROM members_kept;
DROP TABLE members_kept;
DROP TABLE handles;
