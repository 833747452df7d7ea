ALTER TABLE orders ADD COLUMN status TEXT NOT NULL DEFAULT 'open';
CREATE INDEX idx_orders_status ON orders (status);
