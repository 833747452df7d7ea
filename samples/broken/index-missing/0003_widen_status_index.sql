DROP INDEX idx_orders_status;
CREATE INDEX idx_orders_status_placed ON orders (status, placed_on);
