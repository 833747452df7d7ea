DROP TABLE "TripPoint";
DROP TABLE "Booking";
DROP TABLE "RateCardItem";
DROP TABLE "RateCard";
DROP TABLE "Vehicle";
