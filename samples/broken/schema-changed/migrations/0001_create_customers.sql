CREATE TABLE customers (
  id    INTEGER PRIMARY KEY,
  email TEXT NOT NULL DEFAULT 'none'
);
