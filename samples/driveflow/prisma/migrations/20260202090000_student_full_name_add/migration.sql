-- The rename of Student.fullName, first of three: the new column, which the application writes beside the old one.
ALTER TABLE "Student" ADD COLUMN "full_name" TEXT;
