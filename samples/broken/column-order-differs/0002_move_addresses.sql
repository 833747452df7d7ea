CREATE TABLE addresses (
  customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
  address     TEXT NOT NULL
);
INSERT INTO addresses SELECT id, address FROM customers WHERE address IS NOT NULL;
ALTER TABLE customers DROP COLUMN address;
