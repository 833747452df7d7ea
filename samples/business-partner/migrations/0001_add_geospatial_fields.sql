CREATE TABLE `customer_location_history` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` text NOT NULL,
	`latitude` real NOT NULL,
	`longitude` real NOT NULL,
	`geohash` text NOT NULL,
	`recorded_at` integer DEFAULT (unixepoch()) NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `location_history_customer_idx` ON `customer_location_history` (`customer_id`,`recorded_at`);--> statement-breakpoint
ALTER TABLE `addresses` ADD `latitude` real;--> statement-breakpoint
ALTER TABLE `addresses` ADD `longitude` real;--> statement-breakpoint
ALTER TABLE `customers` ADD `latitude` real;--> statement-breakpoint
ALTER TABLE `customers` ADD `longitude` real;--> statement-breakpoint
ALTER TABLE `customers` ADD `geohash` text;--> statement-breakpoint
CREATE INDEX `customers_geohash_idx` ON `customers` (`geohash`);