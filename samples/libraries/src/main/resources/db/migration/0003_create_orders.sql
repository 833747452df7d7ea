CREATE TABLE orders (
  id       INTEGER PRIMARY KEY,
  product  TEXT NOT NULL REFERENCES products (code),
  quantity INTEGER NOT NULL CHECK (quantity > 0)
);
