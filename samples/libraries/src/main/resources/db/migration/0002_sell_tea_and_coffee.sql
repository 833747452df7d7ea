INSERT INTO products (code, title) VALUES ('tea', 'Darjeeling, 100 g'), ('coffee', 'Sidamo, 250 g');
