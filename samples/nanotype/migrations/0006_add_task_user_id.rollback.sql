-- Rollback of 0006_add_task_user_id.

CREATE TABLE sync_log_kept AS SELECT id, task_id, action, synced_at FROM sync_log;
CREATE TABLE sync_log_counter AS SELECT seq FROM sqlite_sequence WHERE name = 'sync_log';
DROP TABLE sync_log;

CREATE TABLE sync_log (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id   INTEGER REFERENCES tasks (id) ON DELETE SET NULL,
  action    TEXT NOT NULL DEFAULT 'Upsert' CHECK (action IN ('Upsert', 'Embed', 'Delete')),
  synced_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

-- 'Assign' is younger than this table: such entries become an 'Upsert'.
INSERT INTO sync_log (id, task_id, action, synced_at)
SELECT id, task_id, CASE action WHEN 'Assign' THEN 'Upsert' ELSE action END, synced_at FROM sync_log_kept;
DELETE FROM sqlite_sequence WHERE name = 'sync_log';
INSERT INTO sqlite_sequence (name, seq) SELECT 'sync_log', seq FROM sync_log_counter;
DROP TABLE sync_log_counter;
DROP TABLE sync_log_kept;

CREATE INDEX idx_sync_log_task ON sync_log (task_id) WHERE task_id IS NOT NULL;

DROP TRIGGER trg_open_tasks_close;
DROP VIEW open_tasks;
CREATE VIEW open_tasks (id, title, urgency, due_at, vector_status) AS
SELECT id, title,
       CASE WHEN priority >= 3 THEN 'Urgent' WHEN priority = 2 THEN 'Normal' ELSE 'Low' END,
       due_at, vector_status
FROM tasks
WHERE status IN ('Open', 'Running');

CREATE TABLE task_words_kept AS SELECT rowid AS id, title, content FROM task_words;
DROP TRIGGER trg_tasks_words_insert;
DROP TABLE task_words;
CREATE VIRTUAL TABLE task_words USING fts5 (title, content, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO task_words (rowid, title, content) SELECT id, title, content FROM task_words_kept;
DROP TABLE task_words_kept;

CREATE TRIGGER trg_tasks_words_insert AFTER INSERT ON tasks
BEGIN
  INSERT INTO task_words (rowid, title, content) VALUES (new.id, new.title, new.content);
END;

DROP INDEX uq_tasks_user_title;
DROP INDEX idx_tasks_user_id;
ALTER TABLE tasks DROP COLUMN user_id;

CREATE UNIQUE INDEX uq_tasks_title ON tasks (lower(title), created_at);
