-- AlterTable: an optional field, which no old row has to fill.
ALTER TABLE "Student" ADD COLUMN "nickname" TEXT;
