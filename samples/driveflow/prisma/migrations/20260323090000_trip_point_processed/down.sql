DROP INDEX "TripPoint_processedAt_idx";
ALTER TABLE "TripPoint" DROP COLUMN "processedAt";
