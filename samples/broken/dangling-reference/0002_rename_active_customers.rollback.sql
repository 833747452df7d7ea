DROP VIEW current_customers;
CREATE VIEW active_customers AS SELECT id, name FROM customers WHERE active = 1;
