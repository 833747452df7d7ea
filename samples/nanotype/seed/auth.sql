-- Two accounts, two rooms, three keys, at the latest version.

INSERT INTO accounts (id, email, created_at) VALUES
  ('a-ada', 'ada@example.org', '2025-01-10 09:00:00'),
  ('a-bob', 'bob@example.org', '2025-02-01 12:30:00');

-- The trigger lets each owner join with every permission.
INSERT INTO rooms (id, slug, title, visibility, owner_id, settings, created_at) VALUES
  ('r-team', 'team', 'The team', 'Private', 'a-ada', '{"theme":"dark"}', '2025-02-02 08:00:00'),
  ('r-open', 'open-house', 'Open house', 'Unlisted', 'a-bob', '{}', '2025-02-03 08:00:00');

INSERT INTO room_members (room_id, account_id, role, invited_by, joined_at) VALUES
  ('r-team', 'a-bob', 'Guest', 'a-ada', '2025-02-04 10:00:00');
INSERT INTO permissions (room_id, account_id, action, granted_at) VALUES
  ('r-team', 'a-bob', 'read', '2025-02-04 10:00:00');

INSERT INTO api_keys (id, account_id, name, key_hash, scopes, room_id, revoked_at, created_at) VALUES
  (1, 'a-ada', 'Laptop', '3f1c', '["read","write"]', NULL, NULL, '2025-02-02 09:00:00'),
  (2, 'a-ada', 'Team bot', '8a02', '["read"]', 'r-team', NULL, '2025-02-02 09:05:00'),
  (3, 'a-bob', 'Old phone', 'c77e', '["read"]', NULL, '2025-03-01 00:00:00', '2025-02-02 10:00:00');

INSERT INTO api_key_uses (key_id, day, uses) VALUES (1, '2025-02-05', 12), (2, '2025-02-05', 3);
