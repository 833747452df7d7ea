DROP VIEW current_orders;
CREATE VIEW current_orders AS
SELECT id, customer, placed_on, status FROM orders WHERE status IN ('Open', 'Paid');
