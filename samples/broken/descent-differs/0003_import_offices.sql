CREATE TABLE offices (
  phone TEXT PRIMARY KEY
);
INSERT INTO offices (phone) VALUES ('+44 20 7946 0958');
INSERT INTO accounts (phone) VALUES ('+44 20 7946 0958'), ('+44 20 7946 0958');
