CREATE TABLE products (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  price INTEGER NOT NULL
);

CREATE TABLE price_changes (
  product_id INTEGER NOT NULL,
  price      INTEGER NOT NULL
);

CREATE TRIGGER trg_products_price AFTER UPDATE OF price ON products
WHEN new.price <> old.price
BEGIN
  INSERT INTO price_changes (product_id, price) VALUES (old.id, old.price);
END;
