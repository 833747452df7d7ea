-- Broken: ADD COLUMN puts address last; it stood before email, and INSERT without column names now mixes them up.
ALTER TABLE customers ADD COLUMN address TEXT;
UPDATE customers SET address = (SELECT a.address FROM addresses AS a WHERE a.customer_id = customers.id);
DROP TABLE addresses;
