INSERT INTO customers (id, name) VALUES (3, 'Alan');
INSERT INTO orders (id, customer) VALUES (11, 99);
