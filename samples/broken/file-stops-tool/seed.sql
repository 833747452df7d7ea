INSERT INTO customers (email) VALUES ('ann@example.com');
