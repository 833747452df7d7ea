CREATE TABLE products_new (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0)
);
INSERT INTO products_new SELECT id, name, price FROM products;
DROP TABLE products;
ALTER TABLE products_new RENAME TO products;

CREATE TRIGGER trg_products_price AFTER UPDATE OF price ON products
WHEN new.price <> old.price
BEGIN
  INSERT INTO price_changes (product_id, price) VALUES (old.id, old.price);
END;
