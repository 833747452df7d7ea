CREATE VIEW current_orders AS
SELECT id, customer, placed_on FROM orders WHERE status IN ('Open', 'Paid');
