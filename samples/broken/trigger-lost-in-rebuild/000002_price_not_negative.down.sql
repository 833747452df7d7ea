-- Broken: DROP TABLE takes trg_products_price with it, and nothing creates it again.
CREATE TABLE products_kept AS SELECT id, name, price FROM products;
DROP TABLE products;
CREATE TABLE products (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  price INTEGER NOT NULL
);
INSERT INTO products SELECT id, name, price FROM products_kept;
DROP TABLE products_kept;
