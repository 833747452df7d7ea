ALTER TABLE "Booking" DROP COLUMN "startAtUtc";
