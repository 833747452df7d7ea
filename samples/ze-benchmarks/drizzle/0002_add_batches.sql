CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`created_at` integer DEFAULT (unixepoch()) NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batches_label_unique` ON `batches` (`label`);--> statement-breakpoint
ALTER TABLE `benchmark_runs` ADD `batch_id` text REFERENCES batches(id);--> statement-breakpoint
CREATE INDEX `benchmark_runs_batch_idx` ON `benchmark_runs` (`batch_id`);