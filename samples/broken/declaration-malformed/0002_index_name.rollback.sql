-- Broken: there is no such check.
-- rollproof: ignore index-missing the index comes and goes
DROP INDEX idx_customers_name;
