CREATE TABLE `customers` (
  `id` integer PRIMARY KEY NOT NULL,
  `email` text NOT NULL
);
