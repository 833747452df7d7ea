DROP TABLE "VehicleType";
