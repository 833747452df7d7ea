-- Read replica of the task store. The worker writes here after each sync; the
-- search and the list pages read from here.

CREATE TABLE users (
  id         TEXT PRIMARY KEY,
  email      TEXT NOT NULL COLLATE NOCASE,
  name       TEXT NOT NULL DEFAULT '',
  plan       TEXT NOT NULL DEFAULT 'Free' CHECK (plan IN ('Free', 'Pro', 'Team')),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT users_email_unique UNIQUE (email)
) STRICT;

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
);

CREATE UNIQUE INDEX uq_tasks_title ON tasks (lower(title), created_at);
CREATE INDEX idx_tasks_open ON tasks (priority DESC, due_at) WHERE status = 'Open';
CREATE INDEX idx_tasks_source ON tasks (json_extract(metadata, '$.source'));

CREATE TABLE task_tags (
  task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  tag     TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (task_id, tag)
) WITHOUT ROWID;

CREATE INDEX idx_task_tags_tag ON task_tags (tag COLLATE NOCASE, task_id);

-- One embedding for each chunk of a task's text.
CREATE TABLE embeddings (
  task_id    INTEGER NOT NULL,
  chunk      INTEGER NOT NULL DEFAULT 0 CHECK (chunk >= 0),
  model      VARCHAR(64) NOT NULL DEFAULT 'MiniLM' COLLATE NOCASE,
  vector     BLOB NOT NULL,
  bytes      INTEGER GENERATED ALWAYS AS (length(vector)) STORED,
  weight     REAL NOT NULL DEFAULT (1.0 / 2),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT embeddings_pk PRIMARY KEY (task_id, chunk),
  CONSTRAINT embeddings_one_vector UNIQUE (task_id, model, chunk) ON CONFLICT REPLACE,
  CONSTRAINT embeddings_weight CHECK (weight >= 0),
  CONSTRAINT embeddings_task FOREIGN KEY (task_id) REFERENCES tasks (id)
    ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE INDEX idx_embeddings_model ON embeddings (model COLLATE NOCASE, created_at DESC);

-- What the worker did, newest last. Ids are never used twice: clients keep the
-- last one that they have seen.
CREATE TABLE sync_log (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id   INTEGER REFERENCES tasks (id) ON DELETE SET NULL,
  action    TEXT NOT NULL DEFAULT 'Upsert' CHECK (action IN ('Upsert', 'Embed', 'Delete')),
  synced_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

CREATE INDEX idx_sync_log_task ON sync_log (task_id) WHERE task_id IS NOT NULL;

-- Word search, for queries too short for a vector.
CREATE VIRTUAL TABLE task_words USING fts5 (title, content, tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER trg_tasks_words_insert AFTER INSERT ON tasks
BEGIN
  INSERT INTO task_words (rowid, title, content) VALUES (new.id, new.title, new.content);
END;

CREATE TRIGGER trg_tasks_words_delete AFTER DELETE ON tasks
BEGIN
  DELETE FROM task_words WHERE rowid = old.id;
END;

CREATE TRIGGER trg_tasks_status BEFORE UPDATE OF status ON tasks
WHEN old.status = 'Archived' AND new.status <> 'Archived'
BEGIN
  SELECT CASE new.status
    WHEN 'Open' THEN RAISE (ABORT, 'an archived task cannot be opened again; copy it')
    ELSE RAISE (ABORT, 'an archived task cannot change')
  END;
END;

CREATE VIEW open_tasks (id, title, urgency, due_at) AS
SELECT id, title,
       CASE WHEN priority >= 3 THEN 'Urgent' WHEN priority = 2 THEN 'Normal' ELSE 'Low' END,
       due_at
FROM tasks
WHERE status = 'Open';
