CREATE TABLE "new_customers" (
  "id" integer PRIMARY KEY NOT NULL,
  "email" text NOT NULL,
  "phone" text
);
INSERT INTO "new_customers" ("id", "email", "phone") SELECT "id", "email", "phone" FROM "customers";
DROP TABLE "customers";
ALTER TABLE "new_customers" RENAME TO "customers";
