-- Permissions replace the three fixed roles of a room.
--
-- room_members and api_keys refer to rooms. With foreign keys on, dropping the
-- old rooms would delete their rows too, so this file switches them off, and
-- checks them before it commits. That needs a transaction of its own.

PRAGMA foreign_keys = OFF;
BEGIN;

CREATE TABLE permissions (
  room_id    TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  action     TEXT NOT NULL CHECK (action IN ('read', 'write', 'manage')),
  granted_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (room_id, account_id, action)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_permissions_account ON permissions (account_id, action);

-- What the roles meant until now.
INSERT INTO permissions (room_id, account_id, action)
SELECT room_id, account_id, 'read' FROM room_members
UNION ALL
SELECT room_id, account_id, 'write' FROM room_members WHERE role IN ('Owner', 'Member')
UNION ALL
SELECT room_id, account_id, 'manage' FROM room_members WHERE role = 'Owner';

DROP TRIGGER trg_rooms_owner_joins;

-- Rooms may be unlisted: found by whoever has the link.
CREATE TABLE rooms_new (
  id         TEXT PRIMARY KEY NOT NULL,
  slug       TEXT NOT NULL COLLATE NOCASE UNIQUE,
  title      TEXT NOT NULL DEFAULT 'Untitled room',
  visibility TEXT NOT NULL DEFAULT 'Private' CHECK (visibility IN ('Private', 'Unlisted', 'Public')),
  owner_id   TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  settings   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO rooms_new (id, slug, title, visibility, owner_id, settings, created_at)
SELECT id, slug, title, visibility, owner_id, settings, created_at FROM rooms;
DROP TABLE rooms;
ALTER TABLE rooms_new RENAME TO rooms;

CREATE INDEX idx_rooms_owner ON rooms (owner_id);
CREATE INDEX idx_rooms_listed ON rooms (slug) WHERE visibility = 'Public';

-- The role is a label now; what it allows stands in permissions.
CREATE TABLE room_members_new (
  room_id    TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  role       TEXT NOT NULL DEFAULT 'Member',
  invited_by TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  joined_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (room_id, account_id)
);
INSERT INTO room_members_new (room_id, account_id, role, invited_by, joined_at)
SELECT room_id, account_id, role, invited_by, joined_at FROM room_members;
DROP TABLE room_members;
ALTER TABLE room_members_new RENAME TO room_members;
CREATE INDEX idx_room_members_account ON room_members (account_id);

CREATE TRIGGER trg_rooms_owner_joins AFTER INSERT ON rooms
WHEN new.owner_id IS NOT NULL
BEGIN
  INSERT INTO room_members (room_id, account_id, role) VALUES (new.id, new.owner_id, 'Owner');
  INSERT INTO permissions (room_id, account_id, action)
  VALUES (new.id, new.owner_id, 'read'), (new.id, new.owner_id, 'write'), (new.id, new.owner_id, 'manage');
END;

PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
