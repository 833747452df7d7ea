-- Millions of points: in batches, so that no lock is held for long. Prisma opens no transaction, so each statement commits by
-- itself and writers get in between. As many batches as production has tens of thousands; the last one takes what came meanwhile.
UPDATE "TripPoint" SET "processedAt" = CURRENT_TIMESTAMP WHERE "id" IN (SELECT "id" FROM "TripPoint" WHERE "processedAt" IS NULL LIMIT 10000);
UPDATE "TripPoint" SET "processedAt" = CURRENT_TIMESTAMP WHERE "id" IN (SELECT "id" FROM "TripPoint" WHERE "processedAt" IS NULL LIMIT 10000);
UPDATE "TripPoint" SET "processedAt" = CURRENT_TIMESTAMP WHERE "id" IN (SELECT "id" FROM "TripPoint" WHERE "processedAt" IS NULL LIMIT 10000);
UPDATE "TripPoint" SET "processedAt" = CURRENT_TIMESTAMP WHERE "processedAt" IS NULL;
