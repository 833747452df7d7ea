ALTER TABLE orders ADD COLUMN courier TEXT;
CREATE INDEX idx_orders_courier ON orders (courier);
