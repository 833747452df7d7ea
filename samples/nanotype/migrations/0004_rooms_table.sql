-- Rooms are shared lists of tasks. A key may be bound to one room.

CREATE TABLE rooms (
  id         TEXT PRIMARY KEY NOT NULL,
  slug       TEXT NOT NULL COLLATE NOCASE,
  title      TEXT NOT NULL DEFAULT 'Untitled',
  visibility TEXT NOT NULL DEFAULT 'Private' CHECK (visibility IN ('Private', 'Public')),
  owner_id   TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  settings   TEXT NOT NULL DEFAULT '{}',
  theme      TEXT GENERATED ALWAYS AS (coalesce(json_extract(settings, '$.theme'), 'light')) VIRTUAL,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (slug),
  CHECK (json_valid(settings))
);

CREATE INDEX idx_rooms_owner ON rooms (owner_id, created_at DESC);
CREATE INDEX idx_rooms_public ON rooms (slug) WHERE visibility = 'Public';

CREATE TABLE room_members (
  room_id    TEXT NOT NULL,
  account_id TEXT NOT NULL,
  role       TEXT NOT NULL DEFAULT 'Member',
  invited_by TEXT,
  joined_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT room_members_pk PRIMARY KEY (account_id, room_id),
  CONSTRAINT room_members_role CHECK (role IN ('Owner', 'Member', 'Guest')),
  CONSTRAINT room_members_room FOREIGN KEY (room_id) REFERENCES rooms (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT room_members_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT room_members_inviter FOREIGN KEY (invited_by) REFERENCES accounts (id)
    ON DELETE SET NULL ON UPDATE CASCADE
) WITHOUT ROWID;

CREATE INDEX idx_room_members_room ON room_members (room_id, role);

CREATE TRIGGER trg_rooms_owner_joins AFTER INSERT ON rooms
WHEN new.owner_id IS NOT NULL
BEGIN
  INSERT INTO room_members (room_id, account_id, role) VALUES (new.id, new.owner_id, 'Owner');
END;

ALTER TABLE api_keys ADD COLUMN room_id TEXT REFERENCES rooms (id) ON DELETE CASCADE;

-- A name is unique within a room; keys without a room keep the old rule.
DROP INDEX uq_api_keys_name;
CREATE UNIQUE INDEX uq_api_keys_name
  ON api_keys (account_id, coalesce(room_id, ''), name COLLATE NOCASE) WHERE revoked_at IS NULL;

DROP VIEW usable_api_keys;
CREATE VIEW usable_api_keys AS
SELECT k.id, k.account_id, k.room_id, k.name, k.key_hash, k.scopes
FROM api_keys AS k
JOIN accounts AS a ON a.id = k.account_id
WHERE k.revoked_at IS NULL AND a.state = 'Active'
  AND (k.expires_at IS NULL OR k.expires_at > CURRENT_TIMESTAMP);

DROP TRIGGER trg_api_keys_revoked;
CREATE TRIGGER trg_api_keys_revoked BEFORE UPDATE OF revoked_at, room_id ON api_keys
WHEN old.revoked_at IS NOT NULL
BEGIN
  SELECT CASE
    WHEN new.room_id IS NOT old.room_id THEN RAISE (ABORT, 'a revoked key stays in its room')
    ELSE RAISE (ABORT, 'a revoked key stays revoked')
  END;
END;
