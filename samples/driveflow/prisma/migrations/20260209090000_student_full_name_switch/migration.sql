-- Third: nothing reads fullName any more. SQLite makes a column NOT NULL only by building the table anew.
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Student" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "birthDate" TEXT NOT NULL,
    "nickname" TEXT,
    "full_name" TEXT NOT NULL,
    CONSTRAINT "Student_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Org" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Student" ("id", "orgId", "birthDate", "nickname", "full_name") SELECT "id", "orgId", "birthDate", "nickname", coalesce("full_name", "fullName") FROM "Student";
DROP TABLE "Student";
ALTER TABLE "new_Student" RENAME TO "Student";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
