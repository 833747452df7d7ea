CREATE INDEX idx_orders_placed ON orders (placed_on);
CREATE INDEX idx_orders_status ON orders (status) WHERE status <> 'Shipped';
