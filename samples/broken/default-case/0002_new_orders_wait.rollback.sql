-- Broken: the default was 'Open'; now new orders get 'OPEN', which no query looks for.
CREATE TABLE orders_kept AS SELECT id, customer, status, placed_on FROM orders;
DROP TABLE orders;
CREATE TABLE orders (
  id        INTEGER PRIMARY KEY,
  customer  TEXT NOT NULL,
  status    TEXT NOT NULL DEFAULT 'OPEN',
  placed_on TEXT NOT NULL
);
INSERT INTO orders SELECT id, customer, status, placed_on FROM orders_kept;
DROP TABLE orders_kept;
