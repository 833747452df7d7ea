-- Orders can be refunded. SQLite cannot alter a CHECK, so the table is rebuilt.
CREATE TABLE orders_new (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  status      TEXT NOT NULL DEFAULT 'Open' CHECK (status IN ('Open', 'Paid', 'Shipped', 'Refunded')),
  placed_on   TEXT NOT NULL,
  refunded_on TEXT
);

INSERT INTO orders_new (id, customer_id, status, placed_on)
SELECT id, customer_id, status, placed_on FROM orders;

DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;

CREATE INDEX idx_orders_customer ON orders (customer_id);
CREATE INDEX idx_orders_status ON orders (status, placed_on);
