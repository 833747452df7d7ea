DROP TABLE products;
DROP TABLE price_changes;
