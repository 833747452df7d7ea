CREATE TABLE contacts (
  id       INTEGER PRIMARY KEY,
  nickname TEXT
);
