-- Broken: customers has no column phone.
CREATE INDEX idx_customers_phone ON customers (phone);
