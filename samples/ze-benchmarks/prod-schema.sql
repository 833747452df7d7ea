PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE IF NOT EXISTS "d1_migrations"(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE `benchmark_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`suite` text NOT NULL,
	`scenario` text NOT NULL,
	`agent` text NOT NULL,
	`model` text,
	`status` text DEFAULT 'pending' NOT NULL,
	`score` real,
	`started_at` integer DEFAULT (unixepoch()) NOT NULL,
	`completed_at` integer
, `batch_id` text REFERENCES batches(id));
CREATE TABLE `evaluations` (
	`run_id` text NOT NULL,
	`evaluator` text NOT NULL,
	`score` real NOT NULL,
	`details` text,
	PRIMARY KEY(`run_id`, `evaluator`),
	FOREIGN KEY (`run_id`) REFERENCES `benchmark_runs`(`id`) ON UPDATE no action ON DELETE cascade
);
CREATE TABLE `run_telemetry` (
	`run_id` text PRIMARY KEY NOT NULL,
	`tool_calls` integer DEFAULT 0 NOT NULL,
	`tokens_in` integer DEFAULT 0 NOT NULL,
	`tokens_out` integer DEFAULT 0 NOT NULL,
	`cost_usd` real, retries integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `benchmark_runs`(`id`) ON UPDATE no action ON DELETE cascade
);
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`created_at` integer DEFAULT (unixepoch()) NOT NULL
);
DELETE FROM sqlite_sequence;
CREATE INDEX `benchmark_runs_suite_idx` ON `benchmark_runs` (`suite`,`scenario`);
CREATE UNIQUE INDEX `batches_label_unique` ON `batches` (`label`);
CREATE INDEX benchmark_runs_agent_hotfix ON benchmark_runs (agent, model);