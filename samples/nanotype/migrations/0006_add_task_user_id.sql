-- Tasks belong to users. Old tasks have no owner until the next full sync.

ALTER TABLE tasks ADD COLUMN user_id TEXT REFERENCES users (id) ON DELETE SET NULL;
CREATE INDEX idx_tasks_user_id ON tasks (user_id, status);

-- A title is unique for its owner, no longer for everyone.
DROP INDEX uq_tasks_title;
CREATE UNIQUE INDEX uq_tasks_user_title ON tasks (user_id, lower(title), created_at);

DROP VIEW open_tasks;
CREATE VIEW open_tasks (id, title, urgency, due_at, vector_status, owner) AS
SELECT t.id, t.title,
       CASE WHEN t.priority >= 3 THEN 'Urgent' WHEN t.priority = 2 THEN 'Normal' ELSE 'Low' END,
       t.due_at, t.vector_status, u.email
FROM tasks AS t
LEFT JOIN users AS u ON u.id = t.user_id
WHERE t.status IN ('Open', 'Running');

CREATE TRIGGER trg_open_tasks_close INSTEAD OF DELETE ON open_tasks
BEGIN
  UPDATE tasks SET status = 'Done' WHERE id = old.id;
END;

-- The words of one user's tasks are searched together. A virtual table cannot
-- be altered: keep its rows, create it anew.
CREATE TABLE task_words_kept AS SELECT rowid AS id, title, content FROM task_words;
DROP TRIGGER trg_tasks_words_insert;
DROP TABLE task_words;
CREATE VIRTUAL TABLE task_words USING fts5 (title, content, user_id UNINDEXED, prefix = '2 3');
INSERT INTO task_words (rowid, title, content) SELECT id, title, content FROM task_words_kept;
DROP TABLE task_words_kept;

CREATE TRIGGER trg_tasks_words_insert AFTER INSERT ON tasks
BEGIN
  INSERT INTO task_words (rowid, title, content, user_id)
  VALUES (new.id, new.title, new.content, new.user_id);
END;

-- The log says who. Its ids go on where they were.
CREATE TABLE sync_log_new (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id   INTEGER REFERENCES tasks (id) ON DELETE SET NULL,
  user_id   TEXT REFERENCES users (id) ON DELETE SET NULL,
  action    TEXT NOT NULL DEFAULT 'Upsert' CHECK (action IN ('Upsert', 'Embed', 'Delete', 'Assign')),
  synced_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
INSERT INTO sync_log_new (id, task_id, action, synced_at)
SELECT id, task_id, action, synced_at FROM sync_log;
DELETE FROM sqlite_sequence WHERE name = 'sync_log_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'sync_log_new', seq FROM sqlite_sequence WHERE name = 'sync_log';
DROP TABLE sync_log;
ALTER TABLE sync_log_new RENAME TO sync_log;
CREATE INDEX idx_sync_log_user ON sync_log (user_id, id DESC);
