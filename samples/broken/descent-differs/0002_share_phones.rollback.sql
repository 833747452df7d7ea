CREATE TABLE accounts_kept AS SELECT id, phone FROM accounts;
DROP TABLE accounts;
CREATE TABLE accounts (
  id    INTEGER PRIMARY KEY,
  phone TEXT UNIQUE
);
INSERT INTO accounts SELECT id, phone FROM accounts_kept;
DROP TABLE accounts_kept;
