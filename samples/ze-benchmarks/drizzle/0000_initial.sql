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
);
--> statement-breakpoint
CREATE INDEX `benchmark_runs_suite_idx` ON `benchmark_runs` (`suite`,`scenario`);--> statement-breakpoint
CREATE TABLE `evaluations` (
	`run_id` text NOT NULL,
	`evaluator` text NOT NULL,
	`score` real NOT NULL,
	`details` text,
	PRIMARY KEY(`run_id`, `evaluator`),
	FOREIGN KEY (`run_id`) REFERENCES `benchmark_runs`(`id`) ON UPDATE no action ON DELETE cascade
);
