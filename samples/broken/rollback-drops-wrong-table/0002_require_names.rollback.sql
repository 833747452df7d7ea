DROP TABLE new_users;
