DROP INDEX benchmark_runs_batch_idx;
ALTER TABLE benchmark_runs DROP COLUMN batch_id;
DROP TABLE batches;
