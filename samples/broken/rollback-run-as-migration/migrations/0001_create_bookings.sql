CREATE TABLE bookings (
  id       INTEGER PRIMARY KEY,
  customer TEXT NOT NULL,
  starts   TEXT NOT NULL
);
