DROP VIEW mailing_list;
DROP VIEW active_customers;
DROP TABLE customers;
