-- price_decimal to price_cents: another type, and no fractions of a cent.
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_RateCardItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "rateCardId" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "price_cents" INTEGER NOT NULL,
    CONSTRAINT "RateCardItem_rateCardId_fkey" FOREIGN KEY ("rateCardId") REFERENCES "RateCard" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_RateCardItem" ("id", "rateCardId", "minutes", "price_cents") SELECT "id", "rateCardId", "minutes", CAST(round("price_decimal" * 100) AS INTEGER) FROM "RateCardItem";
DROP TABLE "RateCardItem";
ALTER TABLE "new_RateCardItem" RENAME TO "RateCardItem";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
