-- Broken: the view mailing_list still reads active_customers.
DROP VIEW active_customers;
CREATE VIEW current_customers AS SELECT id, name FROM customers WHERE active = 1;
