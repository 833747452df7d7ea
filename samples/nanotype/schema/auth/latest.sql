-- The schema at version 5. Written by rollproof snapshot, which writes it anew.

CREATE TABLE accounts (
  id         TEXT PRIMARY KEY NOT NULL,
  email      TEXT NOT NULL COLLATE NOCASE UNIQUE,
  state      TEXT NOT NULL DEFAULT 'Active' CHECK (state IN ('Active', 'Locked')),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE api_key_uses (
  key_id INTEGER NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  day    TEXT NOT NULL,
  uses   INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
  PRIMARY KEY (key_id, day DESC)
) WITHOUT ROWID;

CREATE TABLE api_keys (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name         TEXT NOT NULL DEFAULT 'Default key' COLLATE NOCASE,
  key_hash     TEXT NOT NULL,
  scopes       TEXT NOT NULL DEFAULT '["read"]' CHECK (json_valid(scopes)),
  last_used_at TEXT,
  expires_at   TEXT,
  revoked_at   TEXT,
  created_at   TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, room_id TEXT REFERENCES rooms (id) ON DELETE CASCADE,
  CONSTRAINT api_keys_hash_unique UNIQUE (key_hash)
);

CREATE TABLE permissions (
  room_id    TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  action     TEXT NOT NULL CHECK (action IN ('read', 'write', 'manage')),
  granted_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (room_id, account_id, action)
) STRICT, WITHOUT ROWID;

CREATE TABLE "room_members" (
  room_id    TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  role       TEXT NOT NULL DEFAULT 'Member',
  invited_by TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  joined_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (room_id, account_id)
);

CREATE TABLE "rooms" (
  id         TEXT PRIMARY KEY NOT NULL,
  slug       TEXT NOT NULL COLLATE NOCASE UNIQUE,
  title      TEXT NOT NULL DEFAULT 'Untitled room',
  visibility TEXT NOT NULL DEFAULT 'Private' CHECK (visibility IN ('Private', 'Unlisted', 'Public')),
  owner_id   TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  settings   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_api_keys_used ON api_keys (coalesce(last_used_at, created_at) DESC);

CREATE INDEX idx_permissions_account ON permissions (account_id, action);

CREATE INDEX idx_room_members_account ON room_members (account_id);

CREATE INDEX idx_rooms_listed ON rooms (slug) WHERE visibility = 'Public';

CREATE INDEX idx_rooms_owner ON rooms (owner_id);

CREATE UNIQUE INDEX uq_api_keys_name
  ON api_keys (account_id, coalesce(room_id, ''), name COLLATE NOCASE) WHERE revoked_at IS NULL;

CREATE VIEW usable_api_keys AS
SELECT k.id, k.account_id, k.room_id, k.name, k.key_hash, k.scopes
FROM api_keys AS k
JOIN accounts AS a ON a.id = k.account_id
WHERE k.revoked_at IS NULL AND a.state = 'Active'
  AND (k.expires_at IS NULL OR k.expires_at > CURRENT_TIMESTAMP);

CREATE TRIGGER trg_api_keys_revoked BEFORE UPDATE OF revoked_at, room_id ON api_keys
WHEN old.revoked_at IS NOT NULL
BEGIN
  SELECT CASE
    WHEN new.room_id IS NOT old.room_id THEN RAISE (ABORT, 'a revoked key stays in its room')
    ELSE RAISE (ABORT, 'a revoked key stays revoked')
  END;
END;

CREATE TRIGGER trg_rooms_owner_joins AFTER INSERT ON rooms
WHEN new.owner_id IS NOT NULL
BEGIN
  INSERT INTO room_members (room_id, account_id, role) VALUES (new.id, new.owner_id, 'Owner');
  INSERT INTO permissions (room_id, account_id, action)
  VALUES (new.id, new.owner_id, 'read'), (new.id, new.owner_id, 'write'), (new.id, new.owner_id, 'manage');
END;
