CREATE TABLE customers (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1
);

CREATE VIEW active_customers AS SELECT id, name FROM customers WHERE active = 1;
CREATE VIEW mailing_list AS SELECT name FROM active_customers ORDER BY name;
