-- Rollback of 0001_read_replica_schema: children before parents.

DROP VIEW open_tasks;
DROP TABLE task_words;
DROP TABLE sync_log;
DROP TABLE embeddings;
DROP TABLE task_tags;
DROP TRIGGER trg_tasks_status;
DROP TRIGGER trg_tasks_words_delete;
DROP TRIGGER trg_tasks_words_insert;
DROP TABLE tasks;
DROP TABLE users;
