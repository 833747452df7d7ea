ALTER TABLE `customers` ADD `birth_year` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `visits` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `last_visit_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `rfm_score` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `lifetime_value_cents` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `churn_risk` real;--> statement-breakpoint
CREATE INDEX `customers_churn_risk_idx` ON `customers` (`churn_risk`) WHERE "customers"."churn_risk" is not null;