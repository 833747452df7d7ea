-- Rollback of 0005_add_permissions_table. Foreign keys are off while rooms is
-- built anew, as in the migration itself.

PRAGMA foreign_keys = OFF;
BEGIN;

DROP TRIGGER trg_rooms_owner_joins;
DROP TABLE permissions;

-- The rows wait in tables of their own while the old tables are created under
-- their own names.
CREATE TABLE rooms_kept AS
SELECT id, slug, title, visibility, owner_id, settings, created_at FROM rooms;
DROP TABLE rooms;

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

-- 'Unlisted' was not known then. Nobody may find such a room by accident.
INSERT INTO rooms (id, slug, title, visibility, owner_id, settings, created_at)
SELECT id, slug, title, CASE visibility WHEN 'Unlisted' THEN 'Private' ELSE visibility END,
       owner_id, settings, created_at
FROM rooms_kept;
DROP TABLE rooms_kept;

CREATE INDEX idx_rooms_owner ON rooms (owner_id, created_at DESC);
CREATE INDEX idx_rooms_public ON rooms (slug) WHERE visibility = 'Public';

CREATE TABLE room_members_kept AS
SELECT room_id, account_id, role, invited_by, joined_at FROM room_members;
DROP TABLE room_members;

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

INSERT INTO room_members (room_id, account_id, role, invited_by, joined_at)
SELECT room_id, account_id, CASE WHEN role IN ('Owner', 'Member', 'Guest') THEN role ELSE 'Member' END,
       invited_by, joined_at
FROM room_members_kept;
DROP TABLE room_members_kept;

CREATE INDEX idx_room_members_room ON room_members (room_id, role);

CREATE TRIGGER trg_rooms_owner_joins AFTER INSERT ON rooms
WHEN new.owner_id IS NOT NULL
BEGIN
  INSERT INTO room_members (room_id, account_id, role) VALUES (new.id, new.owner_id, 'Owner');
END;

PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
