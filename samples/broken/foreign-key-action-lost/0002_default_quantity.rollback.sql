-- Broken: ON DELETE CASCADE is lost, so an order with lines can no longer be deleted.
CREATE TABLE order_lines_kept AS SELECT order_id, product, quantity FROM order_lines;
DROP TABLE order_lines;
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  product  TEXT NOT NULL,
  quantity INTEGER NOT NULL
);
INSERT INTO order_lines SELECT order_id, product, quantity FROM order_lines_kept;
DROP TABLE order_lines_kept;
