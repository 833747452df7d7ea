DROP INDEX "Booking_status_startAtUtc_idx";
CREATE INDEX "Booking_status_startAt_idx" ON "Booking"("status", "startAt");
