ALTER TABLE `customers` ADD `city` text;
