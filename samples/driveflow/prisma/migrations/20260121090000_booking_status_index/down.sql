DROP INDEX "Booking_status_startAt_idx";
