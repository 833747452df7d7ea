-- +goose Up
CREATE TABLE customers (
  id    INTEGER PRIMARY KEY,
  email TEXT NOT NULL
);

-- +goose Down
DROP TABLE customers;
