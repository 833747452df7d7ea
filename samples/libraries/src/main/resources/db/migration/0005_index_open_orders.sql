CREATE INDEX idx_orders_open ON orders (product) WHERE status = 'OPEN';
