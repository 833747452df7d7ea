-- A small store at the latest version.

INSERT INTO users (id, email, name, plan, created_at) VALUES
  ('u-ada', 'ada@example.org', 'Ada', 'Pro', '2025-01-10 09:00:00'),
  ('u-bob', 'bob@example.org', 'Bob', 'Free', '2025-02-01 12:30:00');

INSERT INTO tasks (id, public_id, title, content, status, priority, metadata, due_at, vector_status, vectorized_at, user_id, created_at) VALUES
  (1, 't-001', 'Write the release notes', 'What changed; what to do', 'Open', 3, '{"source":"web"}', '2025-03-01', 'Ready', '2025-02-02 08:00:00', 'u-ada', '2025-02-01 10:00:00'),
  (2, 't-002', 'Fix the flaky sync', '', 'Running', 4, '{"source":"cli"}', NULL, 'Pending', NULL, 'u-ada', '2025-02-03 11:00:00'),
  (3, 't-003', 'Buy paper; and pens', 'A4', 'Done', 1, '{}', NULL, 'Failed', NULL, 'u-bob', '2025-02-04 15:00:00'),
  (4, 't-004', 'Archive 2024', '', 'Archived', 2, '{}', NULL, 'Pending', NULL, NULL, '2025-02-05 16:45:00');

INSERT INTO task_tags (task_id, tag) VALUES (1, 'docs'), (1, 'release'), (2, 'bug'), (3, 'office');

INSERT INTO embeddings (task_id, chunk, vector, created_at) VALUES
  (1, 0, x'0000803f00000040', '2025-02-02 08:00:00'),
  (1, 1, x'0000404000008040', '2025-02-02 08:00:01');

INSERT INTO sync_log (id, task_id, user_id, action, synced_at) VALUES
  (1, 1, 'u-ada', 'Upsert', '2025-02-01 10:00:05'),
  (2, 1, 'u-ada', 'Embed', '2025-02-02 08:00:02'),
  (3, 2, 'u-ada', 'Assign', '2025-02-03 11:00:05'),
  (4, NULL, NULL, 'Delete', '2025-02-06 07:00:00');

-- The newest entry is gone, but its id must not come again.
DELETE FROM sync_log WHERE id = 4;
