-- Phase 1: the shadow column; the application writes both.
ALTER TABLE "Booking" ADD COLUMN "startAtUtc" TEXT;
