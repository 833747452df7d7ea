-- AlterTable
ALTER TABLE "TripPoint" ADD COLUMN "processedAt" TEXT;
CREATE INDEX "TripPoint_processedAt_idx" ON "TripPoint"("processedAt");
