CREATE TABLE orders_kept AS SELECT id, customer, status, placed_on FROM orders;
DROP TABLE orders;
CREATE TABLE orders (
  id        INTEGER PRIMARY KEY,
  customer  TEXT NOT NULL,
  status    TEXT NOT NULL DEFAULT 'Waiting',
  placed_on TEXT NOT NULL
);
INSERT INTO orders SELECT id, customer, status, placed_on FROM orders_kept;
DROP TABLE orders_kept;
