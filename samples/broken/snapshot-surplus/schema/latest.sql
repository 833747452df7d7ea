-- The schema at version 3. Written by rollproof snapshot, which writes it anew.

CREATE TABLE customers (
  id    INTEGER PRIMARY KEY,
  email TEXT NOT NULL DEFAULT ''
, phone TEXT);

CREATE INDEX customers_email ON customers (email);
