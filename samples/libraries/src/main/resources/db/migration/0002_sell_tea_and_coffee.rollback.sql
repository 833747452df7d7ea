DELETE FROM products WHERE code IN ('tea', 'coffee');
