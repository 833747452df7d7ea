DROP VIEW current_orders;
