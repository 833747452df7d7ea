ALTER TABLE "Student" DROP COLUMN "full_name";
