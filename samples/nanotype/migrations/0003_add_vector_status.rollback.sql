-- Rollback of 0003_add_vector_status.

DROP TRIGGER trg_tasks_vector_stale;
DROP TRIGGER trg_tasks_status;
DROP VIEW open_tasks;
DROP INDEX idx_tasks_status;
DROP INDEX idx_tasks_vector_status;

ALTER TABLE tasks DROP COLUMN vectorized_at;
ALTER TABLE tasks DROP COLUMN vector_error;
ALTER TABLE tasks DROP COLUMN vector_status;

CREATE INDEX idx_tasks_open ON tasks (priority DESC, due_at) WHERE status = 'Open';

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

-- The rows wait in a table of their own, so that embeddings can be created
-- under its own name: a RENAME would leave quotes in the stored text.
CREATE TABLE embeddings_kept AS
SELECT task_id, chunk, model, vector, weight, created_at FROM embeddings;
DROP TABLE embeddings;

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

INSERT INTO embeddings (task_id, chunk, model, vector, weight, created_at)
SELECT task_id, chunk, model, vector, weight, created_at FROM embeddings_kept;
DROP TABLE embeddings_kept;

CREATE INDEX idx_embeddings_model ON embeddings (model COLLATE NOCASE, created_at DESC);
