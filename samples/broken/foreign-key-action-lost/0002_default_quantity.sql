CREATE TABLE order_lines_kept AS SELECT order_id, product, quantity FROM order_lines;
DROP TABLE order_lines;
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product  TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1
);
INSERT INTO order_lines SELECT order_id, product, quantity FROM order_lines_kept;
DROP TABLE order_lines_kept;
