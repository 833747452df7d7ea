-- Accounts and their API keys. Only a hash of a key is stored.

CREATE TABLE accounts (
  id         TEXT PRIMARY KEY NOT NULL,
  email      TEXT NOT NULL COLLATE NOCASE UNIQUE,
  state      TEXT NOT NULL DEFAULT 'Active' CHECK (state IN ('Active', 'Locked')),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE api_keys (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name         TEXT NOT NULL DEFAULT 'Default key' COLLATE NOCASE,
  key_hash     TEXT NOT NULL,
  scopes       TEXT NOT NULL DEFAULT '["read"]' CHECK (json_valid(scopes)),
  last_used_at TEXT,
  expires_at   TEXT,
  revoked_at   TEXT,
  created_at   TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT api_keys_hash_unique UNIQUE (key_hash)
);

CREATE UNIQUE INDEX uq_api_keys_name ON api_keys (account_id, name COLLATE NOCASE) WHERE revoked_at IS NULL;
CREATE INDEX idx_api_keys_used ON api_keys (coalesce(last_used_at, created_at) DESC);

-- Uses of a key for each day; the rate limiter reads this.
CREATE TABLE api_key_uses (
  key_id INTEGER NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  day    TEXT NOT NULL,
  uses   INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
  PRIMARY KEY (key_id, day DESC)
) WITHOUT ROWID;

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
