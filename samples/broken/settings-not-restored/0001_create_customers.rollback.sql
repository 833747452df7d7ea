DROP TABLE customers;
PRAGMA user_version = 0;
