CREATE TABLE "old_customers" (
  "id" integer PRIMARY KEY NOT NULL,
  "email" text NOT NULL
);
INSERT INTO "old_customers" ("id", "email") SELECT "id", "email" FROM "customers";
DROP TABLE "customers";
ALTER TABLE "old_customers" RENAME TO "customers";
