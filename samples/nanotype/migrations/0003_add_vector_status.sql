-- The queue for embeddings moves into the tasks themselves: each task knows
-- whether its vector is fresh.

DROP VIEW open_tasks;

ALTER TABLE tasks ADD COLUMN vector_status TEXT NOT NULL DEFAULT 'Pending'
  CHECK (vector_status IN ('Pending', 'Ready', 'Failed'));
ALTER TABLE tasks ADD COLUMN vector_error TEXT;
ALTER TABLE tasks ADD COLUMN vectorized_at TEXT;

CREATE INDEX idx_tasks_vector_status ON tasks (vector_status, updated_at) WHERE vector_status <> 'Ready';

-- Lists are paged by status now, so the index on open tasks alone goes.
DROP INDEX idx_tasks_open;
CREATE INDEX idx_tasks_status ON tasks (status, priority DESC, due_at);

CREATE VIEW open_tasks (id, title, urgency, due_at, vector_status) AS
SELECT id, title,
       CASE WHEN priority >= 3 THEN 'Urgent' WHEN priority = 2 THEN 'Normal' ELSE 'Low' END,
       due_at, vector_status
FROM tasks
WHERE status IN ('Open', 'Running');

-- An archived task may change again, but only on purpose: through 'Done'.
DROP TRIGGER trg_tasks_status;
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

-- Rebuild embeddings: strict types, and rows that can be found by rowid, which
-- large blobs want. Nothing refers to this table, so foreign keys stay on.
CREATE TABLE embeddings_new (
  task_id    INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  chunk      INTEGER NOT NULL DEFAULT 0 CHECK (chunk >= 0),
  model      TEXT NOT NULL DEFAULT 'MiniLM',
  vector     BLOB NOT NULL,
  bytes      INTEGER GENERATED ALWAYS AS (length(vector)) VIRTUAL,
  weight     REAL NOT NULL DEFAULT 0.5 CHECK (weight >= 0),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (task_id, chunk)
) STRICT;
INSERT INTO embeddings_new (task_id, chunk, model, vector, weight, created_at)
SELECT task_id, chunk, model, vector, weight, created_at FROM embeddings;
DROP TABLE embeddings;
ALTER TABLE embeddings_new RENAME TO embeddings;
CREATE INDEX idx_embeddings_created ON embeddings (created_at);
