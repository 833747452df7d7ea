-- Rollback of 0002_api_keys.

DROP VIEW IF EXISTS usable_api_keys;
DROP TABLE IF EXISTS api_key_uses;
DROP TABLE IF EXISTS api_keys;
DROP TABLE IF EXISTS accounts;
