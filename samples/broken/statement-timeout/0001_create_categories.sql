CREATE TABLE categories (
  id        INTEGER PRIMARY KEY,
  parent_id INTEGER NOT NULL REFERENCES categories (id),
  name      TEXT NOT NULL
);

-- The root is its own parent.
INSERT INTO categories (id, parent_id, name) VALUES (1, 1, 'All'), (2, 1, 'Books');
