DROP TABLE addresses;
DROP TABLE customers;
DROP TABLE employees;
DROP TABLE suppliers;
