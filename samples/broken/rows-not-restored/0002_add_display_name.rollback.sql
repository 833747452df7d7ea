-- Broken: a rebuild that copies the ids alone.
CREATE TABLE contacts_kept AS SELECT id FROM contacts;
DROP TABLE contacts;
CREATE TABLE contacts (
  id       INTEGER PRIMARY KEY,
  nickname TEXT
);
INSERT INTO contacts (id) SELECT id FROM contacts_kept;
DROP TABLE contacts_kept;
