CREATE TABLE refunds (
  order_id INTEGER PRIMARY KEY,
  amount   INTEGER NOT NULL
);
INSERT OR IGNORE INTO orders (id, status) VALUES (1001, 'Refunded');
INSERT INTO refunds (order_id, amount) VALUES (1001, 1990);
