CREATE TABLE customers (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  address TEXT,
  email   TEXT NOT NULL
);
