-- Broken: DROP TABLE takes both indexes, one comes back; and the default was 'Open', not 'open'.
CREATE TABLE orders_old (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  status      TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('Open', 'Paid', 'Shipped')),
  placed_on   TEXT NOT NULL
);

INSERT INTO orders_old (id, customer_id, status, placed_on)
SELECT id, customer_id, CASE status WHEN 'Refunded' THEN 'Paid' ELSE status END, placed_on FROM orders;

DROP TABLE orders;
ALTER TABLE orders_old RENAME TO orders;

CREATE INDEX idx_orders_customer ON orders (customer_id);
