CREATE TABLE accounts (
  id    INTEGER PRIMARY KEY,
  phone TEXT UNIQUE
);
