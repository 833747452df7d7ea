-- Broken: the view comes back without the paid orders.
DROP VIEW current_orders;
CREATE VIEW current_orders AS
SELECT id, customer, placed_on FROM orders WHERE status IN ('Open');
