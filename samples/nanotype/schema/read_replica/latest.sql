-- The schema at version 6. Written by rollproof snapshot, which writes it anew.

CREATE TABLE "embeddings" (
  task_id    INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  chunk      INTEGER NOT NULL DEFAULT 0 CHECK (chunk >= 0),
  model      TEXT NOT NULL DEFAULT 'MiniLM',
  vector     BLOB NOT NULL,
  bytes      INTEGER GENERATED ALWAYS AS (length(vector)) VIRTUAL,
  weight     REAL NOT NULL DEFAULT 0.5 CHECK (weight >= 0),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (task_id, chunk)
) STRICT;

CREATE TABLE "sync_log" (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id   INTEGER REFERENCES tasks (id) ON DELETE SET NULL,
  user_id   TEXT REFERENCES users (id) ON DELETE SET NULL,
  action    TEXT NOT NULL DEFAULT 'Upsert' CHECK (action IN ('Upsert', 'Embed', 'Delete', 'Assign')),
  synced_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

CREATE TABLE task_tags (
  task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  tag     TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (task_id, tag)
) WITHOUT ROWID;

CREATE TABLE tasks (
  id         INTEGER PRIMARY KEY,
  public_id  TEXT NOT NULL UNIQUE,
  title      TEXT NOT NULL,
  content    TEXT NOT NULL DEFAULT '',
  status     TEXT NOT NULL DEFAULT 'Open' CHECK (status IN ('Open', 'Running', 'Done', 'Archived')),
  priority   INTEGER NOT NULL DEFAULT 2 CHECK (priority BETWEEN 0 AND 4),
  metadata   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
  due_at     TEXT,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
, vector_status TEXT NOT NULL DEFAULT 'Pending'
  CHECK (vector_status IN ('Pending', 'Ready', 'Failed')), vector_error TEXT, vectorized_at TEXT, user_id TEXT REFERENCES users (id) ON DELETE SET NULL);

CREATE TABLE users (
  id         TEXT PRIMARY KEY,
  email      TEXT NOT NULL COLLATE NOCASE,
  name       TEXT NOT NULL DEFAULT '',
  plan       TEXT NOT NULL DEFAULT 'Free' CHECK (plan IN ('Free', 'Pro', 'Team')),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT users_email_unique UNIQUE (email)
) STRICT;

CREATE INDEX idx_embeddings_created ON embeddings (created_at);

CREATE INDEX idx_sync_log_user ON sync_log (user_id, id DESC);

CREATE INDEX idx_task_tags_tag ON task_tags (tag COLLATE NOCASE, task_id);

CREATE INDEX idx_tasks_source ON tasks (json_extract(metadata, '$.source'));

CREATE INDEX idx_tasks_status ON tasks (status, priority DESC, due_at);

CREATE INDEX idx_tasks_user_id ON tasks (user_id, status);

CREATE INDEX idx_tasks_vector_status ON tasks (vector_status, updated_at) WHERE vector_status <> 'Ready';

CREATE UNIQUE INDEX uq_tasks_user_title ON tasks (user_id, lower(title), created_at);

CREATE VIEW open_tasks (id, title, urgency, due_at, vector_status, owner) AS
SELECT t.id, t.title,
       CASE WHEN t.priority >= 3 THEN 'Urgent' WHEN t.priority = 2 THEN 'Normal' ELSE 'Low' END,
       t.due_at, t.vector_status, u.email
FROM tasks AS t
LEFT JOIN users AS u ON u.id = t.user_id
WHERE t.status IN ('Open', 'Running');

CREATE VIRTUAL TABLE task_words USING fts5 (title, content, user_id UNINDEXED, prefix = '2 3');

CREATE TRIGGER trg_open_tasks_close INSTEAD OF DELETE ON open_tasks
BEGIN
  UPDATE tasks SET status = 'Done' WHERE id = old.id;
END;

CREATE TRIGGER trg_tasks_status BEFORE UPDATE OF status ON tasks
WHEN old.status = 'Archived' AND new.status NOT IN ('Archived', 'Done')
BEGIN
  SELECT RAISE (ABORT, 'an archived task goes back through Done');
END;

CREATE TRIGGER trg_tasks_vector_stale AFTER UPDATE OF title, content ON tasks
WHEN new.vector_status = 'Ready'
BEGIN
  UPDATE tasks SET vector_status = 'Pending', vectorized_at = NULL WHERE id = new.id;
END;

CREATE TRIGGER trg_tasks_words_delete AFTER DELETE ON tasks
BEGIN
  DELETE FROM task_words WHERE rowid = old.id;
END;

CREATE TRIGGER trg_tasks_words_insert AFTER INSERT ON tasks
BEGIN
  INSERT INTO task_words (rowid, title, content, user_id)
  VALUES (new.id, new.title, new.content, new.user_id);
END;
