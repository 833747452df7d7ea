ALTER TABLE "Student" DROP COLUMN "nickname";
