-- Phase 3: the application reads startAtUtc, so what looks bookings up does too.
DROP INDEX "Booking_status_startAt_idx";
CREATE INDEX "Booking_status_startAtUtc_idx" ON "Booking"("status", "startAtUtc");
