-- Broken: the migration dropped idx_orders_status, and nothing creates it again.
DROP INDEX idx_orders_status_placed;
