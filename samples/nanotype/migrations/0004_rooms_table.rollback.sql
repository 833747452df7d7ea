-- Rollback of 0004_rooms_table.

DROP TRIGGER trg_api_keys_revoked;
DROP VIEW usable_api_keys;
DROP INDEX uq_api_keys_name;
DROP TRIGGER trg_rooms_owner_joins;

ALTER TABLE api_keys DROP COLUMN room_id;

CREATE UNIQUE INDEX uq_api_keys_name ON api_keys (account_id, name COLLATE NOCASE) WHERE revoked_at IS NULL;

CREATE VIEW usable_api_keys AS
SELECT k.id, k.account_id, k.name, k.key_hash, k.scopes
FROM api_keys AS k
JOIN accounts AS a ON a.id = k.account_id
WHERE k.revoked_at IS NULL AND a.state = 'Active';

CREATE TRIGGER trg_api_keys_revoked BEFORE UPDATE OF revoked_at ON api_keys
WHEN old.revoked_at IS NOT NULL
BEGIN
  SELECT RAISE (ABORT, 'a revoked key stays revoked');
END;

DROP TABLE room_members;
DROP TABLE rooms;
