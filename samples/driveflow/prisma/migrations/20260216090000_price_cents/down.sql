-- rollproof: lossy RateCardItem.price_decimal fractions of a cent were never charged
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_RateCardItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "rateCardId" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "price_decimal" DECIMAL NOT NULL,
    CONSTRAINT "RateCardItem_rateCardId_fkey" FOREIGN KEY ("rateCardId") REFERENCES "RateCard" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_RateCardItem" ("id", "rateCardId", "minutes", "price_decimal") SELECT "id", "rateCardId", "minutes", "price_cents" / 100.0 FROM "RateCardItem";
DROP TABLE "RateCardItem";
ALTER TABLE "new_RateCardItem" RENAME TO "RateCardItem";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
