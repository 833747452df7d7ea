INSERT INTO orders (id, customer) VALUES (10, 1);
