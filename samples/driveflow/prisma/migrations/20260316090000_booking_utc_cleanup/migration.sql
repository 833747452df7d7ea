-- Phase 4: the local time goes.
ALTER TABLE "Booking" DROP COLUMN "startAt";
