-- Second: the rows from before.
UPDATE "Student" SET "full_name" = "fullName" WHERE "full_name" IS NULL;
