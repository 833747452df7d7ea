-- Broken: a column that an index needs cannot be dropped. The index has to go first.
ALTER TABLE orders DROP COLUMN courier;
DROP INDEX idx_orders_courier;
